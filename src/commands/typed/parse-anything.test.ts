import assert from 'node:assert/strict'
import test from 'node:test'
import { bot, parse, pill } from '../../../test/message-rows.ts'
import { fc } from '../../../test/properties.ts'

const bodies = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '!',
        'medicatie',
        ' ',
        '\n',
        '"',
        '--',
        '—',
        '--a=',
        '\\',
        pill,
        '> ',
        'ja',
        '4821',
        '%',
        '%40',
        '[a](https://matrix.to/#/',
        '\u202E',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

const contents = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      msgtype: fc.oneof(fc.constantFrom('m.text', 'm.image'), fc.jsonValue()),
      body: fc.oneof(bodies, fc.jsonValue()),
      filename: fc.jsonValue(),
      'm.mentions': fc.oneof(fc.constant({ user_ids: [bot] }), fc.jsonValue()),
      'm.relates_to': fc.oneof(
        fc.record({
          rel_type: fc.constantFrom('m.replace', 'm.thread'),
          event_id: fc.jsonValue(),
          'm.in_reply_to': fc.jsonValue(),
        }),
        fc.jsonValue(),
      ),
      'm.new_content': fc.record({ msgtype: fc.constant('m.text'), body: bodies }),
      'm.bot.command': fc.oneof(
        fc.record({ command: bodies, arguments: fc.jsonValue() }),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  ),
)

test('nothing an event holds makes the parser throw or gives arguments that are not strings', () => {
  fc.assert(
    fc.property(contents, fc.boolean(), (content, direct) => {
      const parsed = parse(content, { direct })
      const asked = parsed.kind === 'edit' ? parsed.message : parsed
      const args = asked.kind === 'command' ? asked.args : { words: [], options: {}, text: '' }
      const values = Object.values(args.options).filter((value) => value !== true)
      assert.ok([...args.words, ...values, args.text].every((value) => typeof value === 'string'))
    }),
    { numRuns: 2000 },
  )
})
