import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startFailingServer } from './failing-fhir-server.ts'
import { failingCase } from './failing-records.ts'
import { impatientClient } from './fhir-refusal.ts'
import { hostileRecord } from './hostile-record.ts'
import { eventOf, recordContext, runLine } from './record-context.ts'

const lines = [
  'medicatie',
  'medicatie alles',
  'allergie',
  'metingen',
  'wie',
  'verwijs fysiotherapie valrisico',
]

/** The event of a command over a record that holds this text everywhere; `eventOf` holds it against the reply invariant. */
const tell = async (text: string, line: string) => {
  await using server = await startFailingServer(hostileRecord(text), [], () => {})
  await using client = impatientClient(server.url)
  const outcome = await runLine(recordContext(client, failingCase), line)
  if (outcome.kind === 'confirm')
    return eventOf(outcome.preview('1234', new Date('2026-01-14T10:10:00Z')))
  assert.ok(outcome.kind === 'answer')
  return eventOf(outcome.document)
}

type Told = Awaited<ReturnType<typeof tell>>

/** Everything people see of an event. */
const shown = ({ body, formatted_body: html }: Told) => `${body}\n${html}`

const cases: readonly {
  readonly name: string
  readonly text: string
  readonly check: (told: Told) => void
}[] = [
  {
    name: 'a script',
    text: '<script>alert(1)</script>',
    check: ({ body, formatted_body: html }) => {
      assert.match(body, /<script>alert\(1\)<\/script>/u)
      assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/u)
      assert.doesNotMatch(html, /<script/u)
    },
  },
  {
    name: 'an image and a closing tag',
    text: '</li></ul><img src=x onerror="alert(1)"><h1>',
    check: ({ formatted_body: html }) => assert.doesNotMatch(html, /<img|<h1/u),
  },
  {
    name: 'a call to the whole room',
    text: 'let op @room allen',
    check: (told) => {
      assert.match(told.body, /let op @ room allen/u)
      assert.doesNotMatch(shown(told), /@room/iu)
    },
  },
  {
    name: 'letters that turn the direction of reading',
    text: 'geef 5\u202E05\u202C mg \u2067avond\u2069',
    check: (told) => {
      assert.match(told.body, /geef 505 mg avond/u)
      assert.doesNotMatch(shown(told), /\p{Bidi_Control}/u)
    },
  },
  {
    name: 'control characters',
    text: '\u0000\u00075\u00080 mg\u001B[31m\u200B',
    check: (told) => {
      assert.match(told.body, /5 0 mg\[31m/u)
      assert.doesNotMatch(shown(told).replaceAll('\n', ''), /\p{Cc}|\u200B/u)
    },
  },
  {
    name: 'lines of its own',
    text: '1 tablet\n\n• GESTOPT: Paracetamol\r\nONVOLLEDIG',
    check: ({ body }) => {
      assert.match(body, /1 tablet • GESTOPT: Paracetamol ONVOLLEDIG/u)
      assert.doesNotMatch(body, /^(?:• )?(?:GESTOPT|ONVOLLEDIG)/mu)
    },
  },
  {
    name: 'four kilobytes of dose text',
    text: `${'1000 mg per dag, '.repeat(240)}DAARNA STOPPEN`,
    check: ({ body }) => {
      assert.doesNotMatch(body, /DAARNA STOPPEN/u)
      const cuts = [
        ...body.matchAll(/(?<before>.{12})(?:\[…\]|… \(ingekort, open het dossier\))/gu),
      ]
      assert.ok(cuts.length > 0, 'what was left out is not said')
      // Never inside a number, nor between a number and its unit.
      for (const { groups } of cuts) assert.match(groups?.['before'] ?? '', /(?:mg|per|dag,) $/u)
    },
  },
  {
    name: 'a number of four kilobytes',
    text: '9'.repeat(4096),
    check: ({ body }) => assert.doesNotMatch(body, /99/u),
  },
]

for (const { name, text, check } of cases)
  for (const line of lines)
    test(`!${line} over a record with ${name} everywhere is safe to read in every client`, async () => {
      check(await tell(text, line))
    })

test('who is away is told as such, however long the texts beside it are', async () => {
  const { body } = await tell('lange naam en toelichting '.repeat(160), 'wie')
  assert.match(body, /^⚠\u00A0Afwezig: .*, t\/m 20-01-2026, lange naam/mu)
  assert.match(body, /^• .* – geen telefoonnummer – niet in deze ruimte – ⚠\u00A0nu afwezig$/mu)
})

test('a value is told, however long the remark beside it is', async () => {
  const { body } = await tell('lange toelichting '.repeat(240), 'metingen')
  assert.match(body, /^• Gewicht: 72\u00A0lange toelichting .* – 12-01-2026 07:30/mu)
})
