import assert from 'node:assert/strict'
import { test } from 'node:test'
import { command, parse } from '../../../test/message-rows.ts'

const said = (body: string) => parse({ msgtype: 'm.text', body })

test('a verbatim command is given its text whole: no options, no quoted words', () => {
  assert.deepEqual(said('!rapporteer zei "au" bij --opstaan  en -spoed'), {
    ...command('rapporteer', ['zei "au" bij --opstaan  en -spoed']),
    threadId: undefined,
    replyTo: undefined,
    attachment: false,
  })
  assert.deepEqual(said('!rapporteer een\ntwee\n\ndrie'), {
    ...command('rapporteer', ['een'], {}, 'twee\n\ndrie'),
    threadId: undefined,
    replyTo: undefined,
    attachment: false,
  })
  assert.deepEqual(said('!notitie'), {
    ...command('rapporteer'),
    threadId: undefined,
    replyTo: undefined,
    attachment: false,
  })
})

test('a form calls its command and says which it was', () => {
  assert.deepEqual(said('!RR 120/80 links'), {
    kind: 'command',
    name: 'meet',
    args: { words: ['120/80', 'links'], options: {}, text: '', called: 'rr' },
    suggestedFrom: undefined,
    threadId: undefined,
    replyTo: undefined,
    attachment: false,
  })
  assert.deepEqual(said('!meet rr 120/80'), {
    ...command('meet', ['rr', '120/80']),
    threadId: undefined,
    replyTo: undefined,
    attachment: false,
  })
})
