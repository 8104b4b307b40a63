import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  AllergyIntolerance,
  Flag,
  MedicationRequest,
  Observation,
  Procedure,
  Resource,
} from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import {
  clinicalContext,
  now,
  type OtherSource,
  patient,
  recordOver,
  type Source,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { eventOf } from '../../../test/record-context.ts'
import { newsTypes } from '../../fhir/record/news.ts'
import { toText } from '../../reply/text.ts'
import type { Args } from '../command.ts'
import { nieuw } from './nieuw.ts'

const at = (iso: string) => Date.parse(iso)

type Case = {
  readonly source: Source
  readonly seen?: Readonly<Record<string, number>>
  readonly others?: readonly OtherSource[]
}

const contextOf = ({ source, seen = {}, others = [] }: Case) => ({
  ...clinicalContext(source),
  record: recordOver(source, ...others),
  looked: async () => seen,
})

const ask = async (given: Case | readonly Resource[], args: Args = typed()) => {
  const of: Case =
    'source' in given
      ? given
      : { source: { records: given }, seen: { Apotheek: at('2026-01-10T13:00:00Z') } }
  const answer = shown(await nieuw.run(contextOf(of), args))
  eventOf(answer.document)
  return answer
}

const subject = { reference: patient }
const after = { versionId: '1', lastUpdated: '2026-01-11T08:00:00Z' }
const before = { versionId: '1', lastUpdated: '2026-01-09T08:00:00Z' }

const allergy: AllergyIntolerance = {
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  meta: after,
  code: { text: 'Penicilline' },
  criticality: 'high',
  clinicalStatus: { coding: [{ code: 'active' }] },
  verificationStatus: { coding: [{ code: 'confirmed' }] },
  patient: subject,
  recordedDate: '2026-01-11',
  recorder: { type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' },
}

const flag: Flag = {
  resourceType: 'Flag',
  id: 'f1',
  meta: { versionId: '4', lastUpdated: '2026-01-12T07:00:00Z' },
  status: 'active',
  code: { text: 'Valgevaar' },
  subject,
  period: { start: '2025-10-01' },
}

const stopped: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  meta: { versionId: '2', lastUpdated: '2026-01-11T09:00:00Z' },
  status: 'stopped',
  intent: 'order',
  subject,
  authoredOn: '2025-04-03',
  medicationCodeableConcept: { text: 'Ibuprofen tablet 400 mg' },
}

const weight: Observation = {
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: 'abc', lastUpdated: '2026-01-12T06:00:00Z' },
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject,
  effectiveDateTime: '2025-12-01',
  valueQuantity: { value: 72.4, unit: 'kg' },
}

const done: Procedure = {
  resourceType: 'Procedure',
  id: 'p1',
  meta: after,
  status: 'completed',
  code: { text: 'Wondzorg' },
  subject,
  performedDateTime: '2026-01-11',
}

const records: readonly Resource[] = [done, weight, stopped, flag, allergy]

test('what came, changed or stopped since the asker looked, most dangerous first', async () => {
  const { text, seen, outcome } = await ask(records)
  assert.equal(
    text,
    [
      'Nieuw in het dossier – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      'Sinds u hier keek op 10-01-2026 14:00.',
      '',
      'Waarschuwingen (1)',
      '',
      '• GEWIJZIGD: Valgevaar – actief – sinds 01-10-2025 – bron onbekend',
      '',
      'Allergieën en intoleranties (1)',
      '',
      '• NIEUW: Penicilline – hoog risico – reactie niet vermeld – actief, bevestigd – vastgelegd 11-01-2026, Huisarts, Pulver & Partners',
      '',
      'Medicatie (1)',
      '',
      '• GEWIJZIGD: GESTOPT (datum niet vermeld): Ibuprofen tablet 400 mg – stop afgesproken – voorschrift 03-04-2025, bron onbekend',
      '',
      'Metingen (1)',
      '',
      '• NIEUW OF GEWIJZIGD: Gewicht: 72,4\u00A0kg – 01-12-2025 – bron onbekend',
      '',
      'Overig (1)',
      '',
      '• NIEUW: Verrichting: Wondzorg – afgerond – 11-01-2026 – bron onbekend',
      '',
      'Wat bij de bron is verwijderd, is hier niet te zien.',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.deepEqual(seen, { Apotheek: now.getTime() })
  assert.equal(outcome, 'ok')
})

test('what changed before that moment is not told', async () => {
  const { text, refs } = await ask(records.map((each) => ({ ...each, meta: before })))
  assert.match(
    text,
    /\nNiets nieuws gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er niets is veranderd\.\n/u,
  )
  assert.doesNotMatch(text, /•/u)
  assert.deepEqual(refs, [])
})

test('the first time tells the last seven days and says so', async () => {
  const old = { versionId: '1', lastUpdated: '2026-01-05T08:00:00Z' }
  const recent = { versionId: '1', lastUpdated: '2026-01-06T08:00:00Z' }
  const { text, seen } = await ask({
    source: {
      records: [
        { ...flag, meta: recent },
        { ...flag, id: 'f2', code: { text: 'Ouder' }, meta: old },
      ],
    },
  })
  assert.match(
    text,
    /\nU keek hier nog niet eerder: dit is wat veranderde in de laatste 7 dagen, sinds 05-01-2026 09:31\.\n/u,
  )
  assert.match(text, /NIEUW: Valgevaar/u)
  assert.doesNotMatch(text, /Ouder/u)
  assert.deepEqual(seen, { Apotheek: now.getTime() })
})

test('each source is told since its own moment, and a failing one is told again next time', async () => {
  const elsewhere = {
    ...flag,
    id: 'f9',
    subject: { reference: 'Patient/9' },
    code: { text: 'Elders' },
  }
  const other = { label: 'Huisarts', patient: 'Patient/9', records: [elsewhere] }
  const seen = { Apotheek: at('2026-01-12T07:30:00Z') }
  const whole = await ask({ source: { records: [flag] }, others: [other], seen })
  assert.match(
    whole.text,
    /\nApotheek: sinds u hier keek op 12-01-2026 08:30\.\nHuisarts: nog niet eerder gezien, dus de laatste 7 dagen, sinds 05-01-2026 09:31\.\n/u,
  )
  assert.match(whole.text, /GEWIJZIGD: Elders – [^\n]* – uit Huisarts\n/u)
  assert.doesNotMatch(whole.text, /Valgevaar/u)
  assert.deepEqual(whole.seen, { Apotheek: now.getTime(), Huisarts: now.getTime() })
  const part = await ask({
    source: { records: [flag] },
    others: [{ ...other, failing: { Task: 'timeout' } }],
    seen,
  })
  assert.match(part.text, /ONVOLLEDIG\nHuisarts – Taken: geen antwoord \(time-out\)\n/u)
  assert.match(
    part.text,
    /\nVan Huisarts is niet alles opgehaald: de volgende keer toont !nieuw daarvan alles van deze tijd opnieuw\.\n/u,
  )
  assert.deepEqual(part.seen, { Apotheek: now.getTime() })
})

test('a dead source says nothing, and no look counts', async () => {
  const failing = Object.fromEntries(newsTypes.map((type) => [type, 'unreachable' as const]))
  const answer = await ask({ source: { records, failing } })
  assert.match(answer.text, /Er kon niets worden opgehaald: /u)
  assert.doesNotMatch(answer.text, /Niets nieuws|•/u)
  assert.equal(answer.seen, undefined)
  assert.equal(answer.outcome, 'failed')
})

test('a source that does not tell when something changed is named', async () => {
  const { meta: _none, ...silent } = flag
  const { text } = await ask([silent, { ...allergy, meta: { lastUpdated: 'gisteren' } }])
  assert.match(
    text,
    /\n⚠\u00A0Apotheek zegt van 2 gegevens niet wanneer het veranderde: daarvan is niet nagekeken of het nieuw is\.\n/u,
  )
  assert.doesNotMatch(text, /Valgevaar|Penicilline/u)
})

test('what was withdrawn as entered in error is told by kind, never by what it said', async () => {
  const { text } = await ask([
    { ...allergy, verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
    { ...weight, status: 'entered-in-error' },
    { ...weight, id: 'o2', status: 'entered-in-error' },
  ])
  assert.match(
    text,
    /\n⚠\u00A03 gegevens zijn ingetrokken als foutief ingevoerd en gelden niet meer: Allergie, Meting \(2\)\. Vraag die lijsten opnieuw op\.\n/u,
  )
  assert.doesNotMatch(text, /Penicilline|72,4/u)
})

test('what was refuted is told as not so', async () => {
  const refuted = { coding: [{ code: 'refuted' }] }
  const { text } = await ask([{ ...allergy, verificationStatus: refuted }])
  assert.match(text, /• NIEUW: Allergie: Penicilline – actief, WEERLEGD: is niet zo – /u)
})

test('what just changed before the look is rather shown twice than never', async () => {
  const meta = { versionId: '1', lastUpdated: '2026-01-10T12:59:00Z' }
  assert.match((await ask([{ ...flag, meta }])).text, /NIEUW: Valgevaar/u)
  const earlier = { ...meta, lastUpdated: '2026-01-10T12:57:00Z' }
  assert.doesNotMatch((await ask([{ ...flag, meta: earlier }])).text, /Valgevaar/u)
})

test('a change of one record is judged together with the others of its kind', async () => {
  const directive = (id: string, type: 'permit' | 'deny', meta: typeof after): Resource => ({
    resourceType: 'Consent',
    id,
    meta,
    status: 'active',
    scope: { coding: [{ code: 'treatment' }] },
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '129125009' }] }],
    patient: subject,
    provision: {
      type,
      code: [{ coding: [{ system: 'http://snomed.info/sct', code: '89666000' }] }],
    },
  })
  const { text } = await ask([directive('d1', 'permit', before), directive('d2', 'deny', after)])
  assert.equal(text.match(/^• /gmu)?.length, 1)
  assert.match(text, /• NIEUW: ⚠\u00A0TEGENSTRIJDIG/u)
})

const many = Array.from(
  { length: 33 },
  (_, index): Resource => ({ ...done, id: `p${index}`, code: { text: `Handeling ${index}` } }),
)

test('fifteen lines at a time; the rest comes with !meer, since the same moment, and does not count as a look', async () => {
  const seenAt = { Apotheek: at('2026-01-10T13:00:00Z') }
  const names: string[] = []
  let args: Args = typed()
  for (const left of [18, 3, 0]) {
    const source = { records: many }
    const first = args.options['vanaf'] === undefined
    const page = await ask({ source, seen: first ? seenAt : { Apotheek: now.getTime() } }, args)
    names.push(...[...page.text.matchAll(/Handeling \d+/gu)].map(String))
    assert.match(page.text, /Sinds u hier keek op 10-01-2026 14:00\./u)
    assert.equal(/nog (\d+) – typ !meer/u.exec(page.text)?.[1] ?? '0', String(left))
    assert.equal(page.seen === undefined, !first)
    args = page.more ?? args
  }
  assert.deepEqual(names.toSorted(), many.map((_, index) => `Handeling ${index}`).toSorted())
})

test('what must not be missed is never cut off', async () => {
  const flags = Array.from({ length: 25 }, (_, index) => ({ ...flag, id: `f${index}` }))
  const { text } = await ask([...many, ...flags])
  assert.equal(text.match(/Valgevaar/gu)?.length, 25)
  assert.doesNotMatch(text, /Handeling/u)
  assert.match(text, /nog 33 – typ !meer/u)
})

test('a period of days may be asked for, which is no look', async () => {
  const answer = await ask(records, typed('3', 'dagen'))
  assert.ok(answer.text.startsWith('Nieuw in het dossier, laatste 3 dagen – '))
  assert.doesNotMatch(answer.text, /Sinds u hier keek/u)
  assert.equal(answer.seen, undefined)
})

test('hostile words become no markup and no mention', async () => {
  const { text } = await ask([{ ...flag, code: { text: '<b>@room</b>\u202E\n• x' } }])
  assert.match(text, /• GEWIJZIGD: <b>@ room<\/b> • x – actief/u)
})

test('the examples of the whole Dutch record, all changed, give no empty line and fit', async () => {
  const own = exampleResources().map((each) => ({ ...each, meta: { ...each.meta, ...after } }))
  const given = {
    ...clinicalContext({ records: own }, 'Patient/mp9-patient-groot'),
    looked: async () => ({}),
  }
  const { text, document } = shown(await nieuw.run(given, typed()))
  eventOf(document)
  assert.doesNotMatch(text, /undefined|\[object|• NIEUW: *$/mu)
  assert.match(text, /Medicatie \(\d+\)/u)
})

for (const word of ['0d', '1.000d', 'gisteren', 'alles', '731', '<i>', '31-02'])
  test(`${word} is no period of news`, async () => {
    const outcome = await nieuw.run(contextOf({ source: { records: [] } }), typed(word))
    assert.ok(outcome.kind === 'misused')
    assert.equal(
      toText(outcome.document),
      `“${word}” is geen periode. Typ !nieuw alleen, of noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !nieuw 7d.`,
    )
  })
