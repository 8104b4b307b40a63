import assert from 'node:assert/strict'
import test from 'node:test'
import { assertReplyInvariant } from '../../test/flatten.ts'
import { fc } from '../../test/properties.ts'
import { editContent, noticeContent } from './content.ts'
import { type Document, heading, list, paragraph } from './document.ts'

const document: Document = [heading('Medicatie')]
const prescription = { ref: 'MedicationRequest/1', versionId: '2', profile: 'http://x/p' }

test('an answer is a silent notice that replies to the command', () => {
  assert.deepEqual(noticeContent({ document, inReplyTo: '$command' }), {
    msgtype: 'm.notice',
    body: 'Medicatie',
    format: 'org.matrix.custom.html',
    formatted_body: '<p><strong>Medicatie</strong></p>',
    'm.mentions': {},
    'm.relates_to': { 'm.in_reply_to': { event_id: '$command' } },
  })
})

test('an answer to a command in a thread stays in that thread', () => {
  const content = noticeContent({ document, inReplyTo: '$command', threadId: '$root' })
  assert.deepEqual(content['m.relates_to'], {
    rel_type: 'm.thread',
    event_id: '$root',
    is_falling_back: true,
    'm.in_reply_to': { event_id: '$command' },
  })
})

test('a notice that answers nobody relates to nothing', () => {
  assert.ok(!('m.relates_to' in noticeContent({ document })))
})

test('references are named once, and a prompt carries only its id', () => {
  const refs = [prescription, prescription, { ref: 'Patient/1' }]
  const content = noticeContent({ document, refs, prompt: 'p1' })
  assert.deepEqual(content['nl-ta-chat.fhir'], [prescription, { ref: 'Patient/1' }])
  assert.deepEqual(content['zorgbot.prompt'], { v: 1, id: 'p1' })
})

test('a thousand references still fit in an event', () => {
  const refs = Array.from({ length: 1000 }, (_, id) => ({ ...prescription, ref: `Task/${id}` }))
  assertReplyInvariant(noticeContent({ document, refs }))
})

test('fifty hostile dose texts of 4 kB are cut to fit, and the note says how many were left out', () => {
  const items = Array.from({ length: 50 }, () => '<&"@room 5 \u202E '.repeat(300))
  const content = noticeContent({ document: [heading('Medicatie'), list(items)] })
  assertReplyInvariant(content)
  assert.match(content.body, /^Medicatie\n/)
  assert.match(content.body, /\[… \+\d+\]/)
})

test('an edit replaces the whole content, keeps the references, and starts its fallback with a star', () => {
  const original = noticeContent({
    document,
    inReplyTo: '$command',
    refs: [prescription],
    prompt: 'p1',
  })
  const edit = editContent({ eventId: '$answer', original, document: [paragraph('Verstuurd')] })
  assert.deepEqual(edit, {
    msgtype: 'm.notice',
    body: '* Verstuurd',
    'm.mentions': {},
    'm.relates_to': { rel_type: 'm.replace', event_id: '$answer' },
    'm.new_content': {
      msgtype: 'm.notice',
      body: 'Verstuurd',
      format: 'org.matrix.custom.html',
      formatted_body: '<p>Verstuurd</p>',
      'm.mentions': {},
      'nl-ta-chat.fhir': [prescription],
      'zorgbot.prompt': { v: 1, id: 'p1' },
    },
  })
  assertReplyInvariant(edit)
})

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<b>',
        '</p>',
        '&amp;',
        '&',
        '@room',
        '*',
        '> ',
        '• ',
        '\u202E',
        '\u2066',
        '\u200B',
        '\u200D',
        '\uFE0F',
        '\n',
        '\r\n',
        '\t',
        '\u0000',
        '\u0007',
        '5',
        '00',
        ' mg',
        '71,4',
        '👩\u200D⚕️',
        '🙏',
        '"',
        "'",
        'e\u0301',
        '\uD800',
        '\u00A0',
        '!medicatie',
        'https://x.nl',
        'x'.repeat(300),
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('<&"'.repeat(1400), 'neem 2 tabletten '.repeat(250)),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))

const address = fc.oneof(hostileText, fc.webUrl(), fc.constant('https://matrix.to/#/@a:b.nl'))
const span = fc.oneof(
  hostileText,
  fc.record({
    kind: fc.constantFrom('strong' as const, 'em' as const, 'code' as const),
    text: hostileText,
  }),
  fc.record({ kind: fc.constant('link' as const), text: hostileText, href: address }),
)
const lines = fc.array(fc.array(span, { maxLength: 5 }), { maxLength: 6 })
const block = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), lines }),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: lines }),
)
const anyDocument = fc.array(block, { maxLength: 8 })

test('whatever a record holds, every client shows the same words, within the size of an event', () => {
  fc.assert(
    fc.property(anyDocument, (any) => {
      const original = noticeContent({ document: any, inReplyTo: '$e' })
      assertReplyInvariant(original)
      assertReplyInvariant(editContent({ eventId: '$a', original, document: any }))
    }),
    { numRuns: 300 },
  )
})
