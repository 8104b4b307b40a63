import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeContent } from './content.ts'
import { heading, list, paragraph } from './document.ts'
import { firstLineEdit } from './first-line.ts'

const line = [heading('TERUGGEDRAAID door A. & B. 11:00')]

test('only the first line is replaced, and both bodies keep saying the same', () => {
  const now = noticeContent({
    document: [heading('Meting <vastgelegd>', 'J. Jansen'), list(['72,4 kg']), paragraph('Einde')],
    inReplyTo: '$asked',
  })
  const edit = firstLineEdit('$1', now, line)
  assert.deepEqual(edit, {
    msgtype: 'm.notice',
    body: '* TERUGGEDRAAID door A. & B. 11:00\nJ. Jansen\n\n• 72,4 kg\n\nEinde',
    'm.mentions': {},
    'm.relates_to': { rel_type: 'm.replace', event_id: '$1' },
    'm.new_content': {
      msgtype: 'm.notice',
      body: 'TERUGGEDRAAID door A. & B. 11:00\nJ. Jansen\n\n• 72,4 kg\n\nEinde',
      format: 'org.matrix.custom.html',
      formatted_body:
        '<p><strong>TERUGGEDRAAID door A. &amp; B. 11:00</strong><br>J. Jansen</p><ul><li>72,4 kg</li></ul><p>Einde</p>',
      'm.mentions': {},
    },
  })
})

test('a call stays a call that names nobody any more, and what holds no words gets the line alone', () => {
  const call = {
    ...noticeContent({ document: [paragraph('Spoed: nieuwe taak')] }),
    msgtype: 'm.text',
  }
  const edit = firstLineEdit('$1', { ...call, 'm.mentions': { user_ids: ['@a:x'] } }, line)
  assert.equal(edit.msgtype, 'm.text')
  assert.deepEqual(edit['m.new_content']['m.mentions'], {})
  assert.equal(edit['m.new_content']['body'], 'TERUGGEDRAAID door A. & B. 11:00')
  const gone = firstLineEdit('$1', {}, line)
  assert.equal(gone['m.new_content']['body'], 'TERUGGEDRAAID door A. & B. 11:00')
  assert.equal(gone.msgtype, 'm.notice')
})
