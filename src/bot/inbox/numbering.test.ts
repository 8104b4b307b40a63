import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordedLog } from '../../../test/fakes/recorded-log.ts'
import { createNumbering } from './numbering.ts'

const room = '!room:zorg.example'

const inRooms = (rooms: readonly string[]) => rooms.map((lane) => ({ lane }))

const watched = (readBack?: (roomIds: readonly string[]) => Promise<void>) => {
  const read: (readonly string[])[] = []
  const time = { now: 1000 }
  const { log, lines } = recordedLog()
  const numbering = createNumbering({
    readBack:
      readBack ??
      (async (roomIds) => {
        read.push(roomIds)
      }),
    log,
    clock: () => time.now,
    doubtMs: 60_000,
    patienceMs: 20,
  })
  return { numbering, read, time, lines }
}

const other = '!other:zorg.example'

test('each room is read back once before its first event, and again after a number was left out', async () => {
  const { numbering, read } = watched()
  await numbering.arrived('264', inRooms([room]))
  await numbering.arrived('265', inRooms([room]))
  await numbering.arrived('266', inRooms([room, other]))
  await numbering.arrived('268', inRooms([other]))
  await numbering.arrived('269', inRooms([room]))
  await numbering.arrived('270', inRooms([room, other]))
  assert.deepEqual(read, [[room], [other], [other], [room]])
})

test('a transaction that comes again, or comes after all, is no jump', async () => {
  const { numbering, read } = watched()
  for (const id of ['7', '7', '9', '8', '9', '10']) await numbering.arrived(id, inRooms([room]))
  assert.deepEqual(read, [[room], [room]])
})

test('a minute after the last doubt jumps are left alone', async () => {
  const { numbering, read, time } = watched()
  await numbering.arrived('1', inRooms([room]))
  time.now += 60_000
  await numbering.arrived('5', inRooms([room]))
  assert.equal(read.length, 1)
  numbering.doubt()
  await numbering.arrived('6', inRooms([room]))
  assert.equal(read.length, 2)
})

test('a transaction of many rooms waits for none of them', async () => {
  const { numbering, read } = watched()
  const rooms = Array.from({ length: 9 }, (_, n) => `!room${n}:zorg.example`)
  await numbering.arrived('1', inRooms(rooms))
  await numbering.arrived('3', inRooms(rooms.slice(1)))
  assert.deepEqual(read, [rooms.slice(1)])
})

test('ids that are no numbers say nothing', async () => {
  const { numbering, read } = watched()
  for (const id of ['a', 'b-3', '99999999999999999999'])
    await numbering.arrived(id, inRooms([room]))
  assert.deepEqual(read, [])
})

test('a room that cannot be read, or not soon, holds no transaction', async () => {
  const failing = watched(async () => {
    throw new Error('away')
  })
  await failing.numbering.arrived('1', inRooms([room]))
  assert.equal(failing.lines.length, 1)
  const hanging = watched(() => new Promise<void>(() => {}))
  await hanging.numbering.arrived('1', inRooms([room]))
  assert.deepEqual(hanging.lines, [])
})
