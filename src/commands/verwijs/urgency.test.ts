import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, draftOf, followOf, writerOf } from '../../../test/referral-parts.ts'
import { wordsOf } from '../../../test/task-parts.ts'
import { argsOf } from '../../../test/writing-case.ts'
import { isReferralDraft } from '../../fhir/referral/draft.ts'
import { verwijs } from './verwijs.ts'

const run = (line: string) => verwijs.run(contextOf(), argsOf(line).args)

const draftIn = async (line: string) => {
  const outcome = await run(line)
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  assert.ok(isReferralDraft(draft))
  return draft
}

const answeredBy = { spoed: '2026-08-23T14:10', asap: '2026-08-22T18:10', stat: '2026-08-22T14:40' }

const typed: readonly (readonly [string, string, string, string | undefined])[] = [
  ['!verwijs huisarts wond', 'routine', 'wond', undefined],
  ['!verwijs huisarts wond --spoed', 'urgent', 'wond', answeredBy.spoed],
  ['!verwijs huisarts spoed wond', 'urgent', 'wond', answeredBy.spoed],
  ['!verwijs huisarts Spoed: wond', 'urgent', 'wond', answeredBy.spoed],
  ['!verwijs huisarts urgent wond', 'urgent', 'wond', answeredBy.spoed],
  ['!verwijs huisarts zsm wond', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts z.s.m. wond', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts asap wond', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts stat wond', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts stat wond --spoed', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts wond --urgentie=zo-snel-mogelijk', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts wond --urgentie="zo snel mogelijk"', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts wond --urgentie=onmiddellijk', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts wond --urgentie=direct', 'stat', 'wond', answeredBy.stat],
  ['!refer huisarts wond --urgency=routine', 'routine', 'wond', undefined],
  ['!verwijs huisarts wond --spoed=asap', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts --urgent wond', 'urgent', 'wond', answeredBy.spoed],
  ['!verwijs huisarts --asap wond', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts wond --zsm', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts --stat wond', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts wond —stat', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts wond --asap=ja', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts --stat="wond stinkt"', 'stat', 'wond stinkt', answeredBy.stat],
  ['!verwijs huisarts --stat --asap wond', 'stat', 'wond', answeredBy.stat],
  ['!verwijs huisarts wond --asap=nee', 'routine', 'wond', undefined],
  ['!verwijs huisarts wond\nurgentie: zo snel mogelijk', 'asap', 'wond', answeredBy.asap],
  ['!verwijs huisarts wond\nspoed: ja', 'urgent', 'wond', answeredBy.spoed],
  // What can be the beginning of a question is no urgency.
  ['!verwijs huisarts direct na ontslag', 'routine', 'direct na ontslag', undefined],
  ['!verwijs huisarts statine herzien', 'routine', 'statine herzien', undefined],
  ['!verwijs huisarts routine controle', 'routine', 'routine controle', undefined],
]

for (const [line, priority, question, by] of typed)
  test(`${JSON.stringify(line)} is ${priority}, and no other word is lost`, async () => {
    const draft = await draftIn(line)
    assert.deepEqual(
      [draft.priority, draft.question, draft.respondBy],
      [priority, question, by === undefined ? undefined : `${by}:00+02:00`],
    )
  })

const lastLines = (text: string) => text.slice(text.indexOf('• Vraag'))

test('an option with a word of urgency is no strange option, and says what the word says', async () => {
  assert.equal(
    lastLines(wordsOf(await run('!verwijs huisarts --urgent wond'))),
    `• Vraag: wond
• Spoed: ja, antwoord gevraagd vóór 23-08-2026 14:10

Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
  for (const option of ['urgent', 'asap', 'stat', 'zsm', 'spoed'])
    assert.ok(verwijs.options.includes(option), option)
})

test('as soon as possible is said with its deadline in the preview', async () => {
  assert.equal(
    lastLines(wordsOf(await run('!verwijs huisarts zsm wond'))),
    `• Vraag: wond
• Spoed: ja, ZO SNEL MOGELIJK, antwoord gevraagd vóór 22-08-2026 18:10

Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

test('immediately also says to call, and not to wait when life is in danger', async () => {
  assert.equal(
    lastLines(wordsOf(await run('!verwijs huisarts stat benauwd'))),
    `• Vraag: benauwd
• Spoed: ja, ONMIDDELLIJK, antwoord gevraagd vóór 22-08-2026 14:40

Bel nu ook zelf: een ontvanger leest dit mogelijk niet meteen. Wacht bij levensgevaar niet op antwoord en bel 112.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

const unknown = (word: string) =>
  `“${word}” ken ik niet als urgentie. Kies uit: gewoon, spoed, zo-snel-mogelijk of onmiddellijk.\nEr is niets verstuurd.`
const contrary =
  'In uw bericht staat dat er haast is en ook dat er geen haast is. Noem één urgentie.\nEr is niets verstuurd.'

const refused: Readonly<Record<string, string>> = {
  '!verwijs huisarts wond --urgentie=gisteren': unknown('gisteren'),
  '!verwijs huisarts wond\nurgentie: heel erg': unknown('heel erg'),
  '!verwijs huisarts wond --urgentie=<b>x</b>': unknown('<b>x</b>'),
  '!verwijs huisarts wond --urgentie':
    'Bij --urgentie hoort een woord met een =-teken ertussen: --urgentie=spoed, --urgentie=zo-snel-mogelijk, --urgentie=onmiddellijk of --urgentie=gewoon.\nEr is niets verstuurd.',
  '!verwijs huisarts wond --spoed --urgentie=gewoon': contrary,
  '!verwijs huisarts spoed wond --urgentie=routine': contrary,
  '!verwijs huisarts wond --spoed\nspoed: nee': contrary,
  '!verwijs huisarts wond --stat --urgentie=gewoon': contrary,
}

for (const [line, sentence] of Object.entries(refused))
  test(`${JSON.stringify(line)} is refused with the way out`, async () => {
    const outcome = await run(line)
    assert.equal(outcome.kind, 'misused')
    assert.equal(wordsOf(outcome), sentence)
  })

const marked = (word: string) =>
  `Let op: in uw tekst staat “${word}”, maar deze verwijzing is niet als spoed aangemerkt. Typ zo nodig nee met de code, en de opdracht opnieuw met --spoed.`

test('a word of hurry that is no urgency is pointed at, a denied one is not', async () => {
  for (const [line, word] of [
    ['!verwijs huisarts wond graag spoed', 'spoed'],
    ['!verwijs huisarts wond\nbeloop: liefst zsm', 'zsm'],
  ] as const)
    assert.ok(wordsOf(await run(line)).includes(`\n\n${marked(word)}\n`), line)
  for (const line of [
    '!verwijs huisarts wond, geen spoed',
    '!verwijs huisarts wond, niet urgent',
    '!verwijs huisarts spoedeisende hulp gezien',
    '!verwijs huisarts wond spoed --spoed',
  ])
    assert.ok(!wordsOf(await run(line)).includes('Let op'), line)
})

test('whoever is asked with any hurry is called, and a draft of before is carried out as it was shown', async () => {
  const { priority: _, ...before } = draftOf()
  const drafts = [
    [draftOf({ priority: 'stat' }), true, 'stat'],
    [draftOf({ priority: 'asap' }), true, 'asap'],
    [draftOf({ priority: 'routine' }), false, 'routine'],
    [{ ...before, urgent: true }, true, 'urgent'],
    [{ ...before, urgent: false }, false, 'routine'],
  ] as const
  for (const [draft, isUrgent, priority] of drafts) {
    const { follow, added } = followOf()
    const referrals = writerOf({
      kind: 'written',
      refs: [{ ref: 'ServiceRequest/7' }, { ref: 'Task/8', versionId: '1' }],
    })
    const carried = await verwijs.carryOut?.(contextOf({ follow, referrals }), draft, '$prompt')
    assert.equal(carried?.kind, 'done')
    assert.equal(added[0]?.isUrgent, isUrgent)
    const written = referrals.bundles[0]?.entry?.map(({ resource }) => resource)
    assert.deepEqual(
      written?.map((each) => each && 'priority' in each && each.priority),
      [priority, priority],
    )
  }
})
