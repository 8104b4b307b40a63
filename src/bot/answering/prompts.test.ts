import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { heading, list, paragraph } from '../../reply/document.ts'
import type { RoomEvent } from '../gateway.ts'
import { closedPreview, confirmPayloadOf, isBlock } from './prompt-payload.ts'
import { createPromptMaker } from './prompts.ts'

const event = (eventId: string): RoomEvent => ({
  type: 'm.room.message',
  eventId,
  roomId: '!r:z',
  sender: '@a:z',
  originServerTs: 0,
  age: 0,
  stateKey: undefined,
  content: {},
})
const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16)
const about = { command: 'verwijs', patient: 'Patient/p1', requesterName: 'A. de Vries' }
const outcome = {
  kind: 'confirm' as const,
  draft: { what: 'huisarts' },
  refs: [],
  preview: (code: string, until: Date) => [paragraph(`ja ${code} tot ${until.toISOString()}`)],
}

test('two prompts of a room never have the same code, also when one is closed', async () => {
  await using made = await openStore(() => 0)
  const codes = ['1111', '1111', '2222', '1111', '2222', '3333']
  const maker = createPromptMaker(
    made.store,
    () => 0,
    timeOf,
    () => codes.shift() ?? '',
  )
  const first = await maker.confirm(event('$1'), about, outcome)
  const second = await maker.confirm(event('$2'), about, outcome)
  await made.store.closePrompt('$1', 'cancelled', 0)
  const third = await maker.confirm(event('$3'), about, outcome)
  assert.deepEqual(
    [first, second, third].map(({ prompt }) => prompt.code),
    ['1111', '2222', '3333'],
  )
})

test('the same command asked again shows the prompt that was kept, with its code and time', async () => {
  await using made = await openStore(() => 0)
  const codes = ['1111', '2222']
  let now = 0
  const maker = createPromptMaker(
    made.store,
    () => now,
    timeOf,
    () => codes.shift() ?? '',
  )
  const first = await maker.confirm(event('$1'), about, outcome)
  now = 60_000
  const again = await maker.confirm(event('$1'), about, outcome)
  assert.deepEqual(again.document, first.document)
  assert.deepEqual(again.document, [paragraph('ja 1111 tot 1970-01-01T00:10:00.000Z')])
  assert.equal(again.prompt.code, '1111')
  assert.deepEqual(confirmPayloadOf(again.prompt).draft, { what: 'huisarts' })
})

test('a code of four digits never begins with a zero', async () => {
  await using made = await openStore(() => 0)
  const maker = createPromptMaker(made.store, () => 0, timeOf)
  for (let one = 0; one < 20; one += 1) {
    const { prompt } = await maker.confirm(event(`$${one}`), about, outcome)
    assert.match(prompt.code, /^[1-9]\d{3}$/)
  }
})

test('a closed preview keeps what was asked under its new first line, without the instruction', () => {
  const preview = [heading('Bevestig', 'J. Jansen'), list(['Naar: huisarts']), paragraph('typ ja')]
  assert.deepEqual(closedPreview(preview, 'Verlopen'), [
    heading('Verlopen', 'J. Jansen'),
    list(['Naar: huisarts']),
  ])
})

test('every block of a reply comes back from the database as one', () => {
  const blocks = [
    heading('a', [{ kind: 'code', text: 'b' }]),
    list([[{ kind: 'link', text: 'c', href: 'https://x' }]]),
  ]
  const back: unknown = JSON.parse(JSON.stringify(blocks))
  assert.ok(Array.isArray(back) && back.every(isBlock))
  assert.equal(isBlock({ kind: 'script', text: 'x' }), false)
})
