import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { createCourtesy } from '../answering/courtesy.ts'
import type { RoomEvent } from '../gateway.ts'
import { txnIdOf } from '../sending/txn.ts'
import { avatarPng } from './avatar.ts'
import { introduceSelf } from './introduce.ts'

test('name and avatar are set once, and again when they change', async () => {
  await using made = await openStore()
  const { gateway, calls } = new FakeHomeserver()
  await introduceSelf(gateway, made.store, 'Zorgbot')
  await introduceSelf(gateway, made.store, 'Zorgbot')
  assert.deepEqual(calls, ['setProfile', 'upload', 'setProfile'])
  await introduceSelf(gateway, made.store, 'Zorghulp')
  assert.equal(calls.length, 4)
})

test('what was not set because the homeserver failed is set the next time', async () => {
  await using made = await openStore()
  const homeserver = new FakeHomeserver()
  homeserver.refuse = () => new Error('down')
  await assert.rejects(introduceSelf(homeserver.gateway, made.store, 'Zorgbot'))
  homeserver.refuse = () => undefined
  homeserver.calls.length = 0
  await introduceSelf(homeserver.gateway, made.store, 'Zorgbot')
  assert.deepEqual(homeserver.calls, ['setProfile', 'upload', 'setProfile'])
})

test('the avatar is a picture of 256 by 256 in two colors, the same bytes every time', () => {
  const png = avatarPng()
  assert.deepEqual(png, avatarPng())
  assert.equal(png.subarray(0, 8).toString('hex'), '89504e470d0a1a0a')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256])
  const length = png.readUInt32BE(33)
  assert.equal(png.toString('latin1', 37, 41), 'IDAT')
  const pixels = inflateSync(png.subarray(41, 41 + length))
  assert.equal(pixels.length, 256 * (1 + 256 * 3))
  assert.deepEqual(new Set(pixels), new Set([0, 0x0b, 0x6e, 0xff]))
})

test('a transaction id differs by event, step and sender, and fits in an address', () => {
  const ids = [
    txnIdOf('$1', 'answer', '@a:z'),
    txnIdOf('$2', 'answer', '@a:z'),
    txnIdOf('$1', 'post', '@a:z'),
    txnIdOf('$1', 'answer', '@b:z'),
    txnIdOf('$1answer', '', '@a:z'),
  ]
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{43}$/)
  assert.equal(txnIdOf('$1', 'answer', '@a:z'), ids[0])
})

const event: RoomEvent = {
  type: 'm.room.message',
  eventId: '$1',
  roomId: '!r:z',
  sender: '@a:z',
  originServerTs: 0,
  age: 0,
  stateKey: undefined,
  content: {},
}

const quick = { afterMs: 1, announcedAfterMs: 60_000 }

test('a quick answer gives no sign before it', async () => {
  const calls: string[] = []
  const sign = (name: string) => async () => void calls.push(name)
  const done = createCourtesy({ receipt: sign('receipt'), typing: sign('typing') }, quick).begin(
    event,
  )
  await done()
  await new Promise((resolve) => {
    setTimeout(resolve, 20)
  })
  assert.deepEqual(calls, [])
})

test('a slow answer gives a receipt and typing, which ends with it; failures are of no weight', async () => {
  const calls: string[] = []
  const began = Promise.withResolvers<void>()
  const courtesy = createCourtesy(
    {
      async receipt() {
        calls.push('receipt')
        throw new Error('down')
      },
      async typing(_room, on) {
        calls.push(`typing ${on}`)
        began.resolve()
        throw new Error('down')
      },
    },
    quick,
  )
  const done = courtesy.begin(event)
  await began.promise
  await done()
  assert.deepEqual(calls, ['receipt', 'typing true', 'typing false'])
})
