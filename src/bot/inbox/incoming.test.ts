import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toTransaction } from './incoming.ts'

const event = (id: string, more: object = {}) => ({
  event_id: id,
  room_id: '!r',
  type: 'm.room.message',
  sender: '@a:x',
  origin_server_ts: 1,
  content: { body: '!help' },
  ...more,
})

test('events become items in the lane of their room, in order and with all they hold', () => {
  const first = event('$1', { unsigned: { age: 5 }, 'x.y': [1] })
  const second = event('$2', { room_id: '!V9Wp_mCmw', state_key: '' })
  assert.deepEqual(toTransaction({ events: [first, second] }), {
    items: [
      { id: '$1', lane: '!r', body: JSON.stringify(first), late: false },
      { id: '$2', lane: '!V9Wp_mCmw', body: JSON.stringify(second), late: false },
    ],
    malformed: [],
    extras: undefined,
  })
})

test('an event that is ignored is no item, and not malformed either', () => {
  const events = [event('$1'), event('$2', { sender: '@bot:x' })]
  const transaction = toTransaction({ events }, ({ sender }) => sender === '@bot:x')
  assert.deepEqual(
    transaction?.items.map(({ id }) => id),
    ['$1'],
  )
  assert.deepEqual(transaction?.malformed, [])
})

const malformed: readonly (readonly [string, unknown])[] = [
  ['no event id', event('$1', { event_id: undefined })],
  ['an empty event id', event('')],
  ['no room', event('$1', { room_id: null })],
  ['a type that is no text', event('$1', { type: 7 })],
  ['no sender', event('$1', { sender: undefined })],
  ['content that is a list', event('$1', { content: [] })],
  ['content that is text', event('$1', { content: 'x' })],
  ['a time that is text', event('$1', { origin_server_ts: '1' })],
  ['null', null],
  ['a number', 3],
  ['a list', []],
]

for (const [what, wrong] of malformed) {
  test(`an event with a defect is put aside and the others are taken: ${what}`, () => {
    const transaction = toTransaction({ events: [event('$a'), wrong, event('$b')] })
    assert.deepEqual(
      transaction?.items.map(({ id }) => id),
      ['$a', '$b'],
    )
    assert.equal(transaction?.malformed.length, 1)
    assert.match(transaction?.malformed[0]?.id ?? '', /^malformed:[0-9a-f]{64}$/)
    assert.equal(transaction?.malformed[0]?.body, JSON.stringify(wrong))
  })
}

test('the same malformed event has the same id each time', () => {
  const ids = [toTransaction({ events: [3] }), toTransaction({ events: [3] })].map(
    (transaction) => transaction?.malformed[0]?.id,
  )
  assert.equal(ids[0], ids[1])
})

test('an event that is nested too deeply to write down is put aside', () => {
  const depth = 200_000
  const text = `{"events":[${'['.repeat(depth)}${']'.repeat(depth)},${JSON.stringify(event('$1'))}]}`
  const transaction = toTransaction(JSON.parse(text))
  assert.equal(transaction?.malformed.length, 1)
  assert.equal(transaction?.items.length, 1)
})

test('what is no event is kept apart, stable names before unstable ones', () => {
  const transaction = toTransaction({
    events: [],
    ephemeral: [{ type: 'm.receipt' }],
    'de.sorunome.msc2409.ephemeral': [{ type: 'the same again' }],
    'de.sorunome.msc2409.to_device': [{ type: 'm.room_key' }],
    'org.matrix.msc3202.device_lists': { changed: ['@a:x'] },
  })
  assert.deepEqual(transaction?.extras, {
    toDevice: [{ type: 'm.room_key' }],
    ephemeral: [{ type: 'm.receipt' }],
    other: { 'org.matrix.msc3202.device_lists': { changed: ['@a:x'] } },
  })
})

test('empty lists beside the events are nothing to keep', () => {
  assert.equal(toTransaction({ events: [], ephemeral: [], to_device: [] })?.extras, undefined)
})

for (const body of [null, 1, 'x', [], {}, { events: {} }, { events: null }]) {
  test(`a body that is no transaction is refused: ${JSON.stringify(body)}`, () => {
    assert.equal(toTransaction(body), undefined)
  })
}
