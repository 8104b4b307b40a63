import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asEdited, toRoomEvent } from './matrix-events.ts'

const message = {
  type: 'm.room.message',
  event_id: '$1',
  sender: '@a:b',
  origin_server_ts: 1,
  content: { msgtype: 'm.text', body: 'temp 3,8' },
}

const editedBy = (sender: string) => ({
  ...message,
  unsigned: {
    'm.relations': {
      'm.replace': {
        sender,
        content: {
          body: '* temp 38',
          'm.new_content': { msgtype: 'm.text', body: 'temp 38' },
        },
      },
    },
  },
})

test('an edited message is read as people see it now', () => {
  const event = toRoomEvent(asEdited(editedBy('@a:b')), '!r')
  assert.deepEqual(event?.content, { msgtype: 'm.text', body: 'temp 38' })
  assert.deepEqual([event?.eventId, event?.originServerTs], ['$1', 1])
})

test('an edit by somebody else, or none, changes nothing', () => {
  for (const raw of [editedBy('@x:y'), message, { ...message, unsigned: { age: 3 } }])
    assert.deepEqual(toRoomEvent(asEdited(raw), '!r')?.content, message.content)
  for (const raw of [undefined, null, 5, 'x', []])
    assert.equal(toRoomEvent(asEdited(raw), '!r'), undefined)
})
