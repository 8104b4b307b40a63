import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllergyIntolerance, Resource } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, patient, type Source, shown, typed } from '../../../test/clinical-case.ts'
import { allergie } from './allergie.ts'

const ask = async (source: Source | readonly Resource[], ...words: readonly string[]) => {
  const given = 'records' in source ? source : { records: source }
  return shown(await allergie.run(clinicalContext(given), typed(...words)))
}

const about = (who: string) =>
  exampleResources().filter(
    (each) => each.resourceType !== 'AllergyIntolerance' || each.patient?.reference === who,
  )

const example = async (who: string) =>
  shown(await allergie.run(clinicalContext({ records: about(who) }, who), typed()))

const status = (code: string) => ({ coding: [{ code }] })

const record = (
  id: string,
  text: string,
  more: Partial<AllergyIntolerance> = {},
): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id,
  code: { text },
  clinicalStatus: status('active'),
  verificationStatus: status('confirmed'),
  patient: { reference: patient },
  recordedDate: '2024-05-01',
  recorder: { type: 'PractitionerRole', display: 'Huisarts, Pulver & Partners' },
  ...more,
})

const none = (id: string, code: string, display: string, more: Partial<AllergyIntolerance> = {}) =>
  record(id, '', {
    code: { coding: [{ system: 'http://snomed.info/sct', code, display }] },
    ...more,
  })

test('allergies of an example: most dangerous first, refuted and erroneous ones only counted', async () => {
  const { text, outcome, reads } = await example('Patient/mp9-patient-groot')
  assert.equal(
    text,
    [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      'Allergie of intolerantie (2)',
      '',
      '• Penicilline – hoog risico – reactie: Anafylaxie, ernstig, 14-02-2019 – geneesmiddel – actief, bevestigd – vastgelegd 01-03-2019, Huisarts, Huisartsenpraktijk Pulver & Partners',
      '• Pinda – risico niet vermeld – reactie: Urticaria, licht – voeding – actief, bevestiging niet vermeld – vastgelegd 01-03-2019, Huisarts, Huisartsenpraktijk Pulver & Partners',
      '',
      '1 weerlegd, 1 foutief ingevoerd niet getoond.',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['AllergyIntolerance 4'])
})

test('an allergy without verification is shown, one entered in error with high risk is not', async () => {
  const { text } = await example('Patient/nl-core-Patient-01')
  assert.match(
    text,
    /\(1\)\n\n• Penicilline – hoog risico – reactie: Exantheem, rode huiduitslag op armen, matig, 02-06-1998 – geneesmiddel – sinds 01-01-1995 – laatst op 02-06-1998 – actief, bevestiging niet vermeld/u,
  )
  assert.doesNotMatch(text, /Bijengif|Putten/u)
  assert.match(text, /1 foutief ingevoerd niet getoond\./u)
})

test('the newer Dutch shape is read, with status unknown said', async () => {
  const { text } = await example('Patient/patient-XXX-Hali')
  assert.match(
    text,
    /• MACROGOL – hoog risico – reactie niet vermeld – geneesmiddel, neiging tot ongewenste reactie[^\n]*status onbekend/u,
  )
  assert.doesNotMatch(text, /Hali|Abdel/u)
})

test('no records is never "no allergy"', async () => {
  const { text } = await ask([])
  assert.match(
    text,
    /Geen gegevens gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er niets is\./u,
  )
  assert.doesNotMatch(text, /[Gg]een bekende/u)
})

test('only refuted, erroneous or inactive records is never "no allergy"', async () => {
  const { text } = await ask([
    record('1', 'Ibuprofen', { verificationStatus: status('refuted') }),
    record('2', 'Aspirine', { verificationStatus: status('entered-in-error') }),
    record('3', 'Melk', { clinicalStatus: status('resolved') }),
  ])
  assert.match(
    text,
    /Geen actieve allergie of intolerantie gevonden in Apotheek[^]*Dat betekent niet dat er geen is\./u,
  )
  assert.match(text, /Niet meer actief \(1\)\n\n• Melk[^\n]*genezen volgens de bron/u)
  assert.match(text, /1 weerlegd, 1 foutief ingevoerd niet getoond\./u)
  assert.doesNotMatch(text, /Ibuprofen|Aspirine|[Gg]een bekende/u)
})

test('"no known allergy" is said only on its code', async () => {
  const coded = await ask([none('1', '716186003', 'Geen bekende allergie')])
  assert.match(
    coded.text,
    /Vastgelegd dat er geen is\n\n• Geen bekende allergie – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners/u,
  )
  const drugs = await ask([none('1', '409137002', 'No known drug allergy')])
  assert.match(
    drugs.text,
    /• Geen bekende geneesmiddelallergie – in de bron: No known drug allergy – zegt alleen iets over geneesmiddelen/u,
  )
  const text = await ask([record('1', 'geen allergie')])
  assert.doesNotMatch(text.text, /Vastgelegd dat er geen is/u)
  const other = await ask([none('1', '429625007', 'Geen bekende voedselallergie')])
  assert.match(other.text, /alleen voor wat hier staat – in de bron: Geen bekende voedselallergie/u)
})

test('a refuted or erroneous "no known allergy" says nothing', async () => {
  for (const code of ['refuted', 'entered-in-error']) {
    const { text } = await ask([none('1', '716186003', 'x', { verificationStatus: status(code) })])
    assert.doesNotMatch(text, /[Gg]een bekende/u)
  }
})

test('an allergy beside "none" shows both and marks the contradiction', async () => {
  const penicillin = record('2', 'Penicilline', { category: ['medication'] })
  const { text } = await ask([none('1', '716186003', 'x'), penicillin])
  assert.match(text, /⚠\u00A0Tegenstrijdig[^]*• Penicilline[^]*• Geen bekende allergie/u)
  assert.match((await ask([none('1', '409137002', 'x'), penicillin])).text, /⚠\u00A0Tegenstrijdig/u)
  const peanut = record('2', 'Pinda', { category: ['food'] })
  assert.doesNotMatch((await ask([none('1', '409137002', 'x'), peanut])).text, /Tegenstrijdig/u)
})

test('the order is high, low, cannot be assessed, not stated; then newest first', async () => {
  const { text } = await ask([
    record('1', 'Zonder'),
    record('2', 'Onbepaald', { criticality: 'unable-to-assess' }),
    record('3', 'LaagOud', { criticality: 'low', recordedDate: '2001' }),
    record('4', 'LaagNieuw', { criticality: 'low', recordedDate: '2020-02' }),
    record('5', 'Hoog', { criticality: 'high' }),
  ])
  assert.deepEqual(
    [...text.matchAll(/^• (\p{L}+)/gmu)].map((match) => match[1]),
    ['Hoog', 'LaagNieuw', 'LaagOud', 'Onbepaald', 'Zonder'],
  )
  assert.match(
    text,
    /• Onbepaald – risico niet te beoordelen[^\n]*\n• Zonder – risico niet vermeld/u,
  )
})

const many = (clinical: string) =>
  Array.from({ length: 15 }, (_, index) =>
    record(`${clinical}${index}`, `Stof ${index}`, { clinicalStatus: status(clinical) }),
  )

test('active allergies are never cut off, inactive ones are with a note', async () => {
  assert.equal((await ask(many('active'))).text.match(/^• /gmu)?.length, 15)
  const { text } = await ask(many('inactive'))
  assert.equal(text.match(/^• /gmu)?.length, 10)
  assert.match(text, /nog 5 – typ !allergie alles/u)
  assert.equal((await ask(many('inactive'), 'alles')).text.match(/^• /gmu)?.length, 15)
})

test('an allergy without a substance says so, with the reason of the source', async () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'
  const { text } = await ask([
    record('1', '', { code: { extension: [{ url, valueCode: 'masked' }] } }),
    record('2', '', {}),
  ])
  assert.match(text, /• stof niet vermeld \(afgeschermd\)/u)
  assert.match(text, /• stof niet vermeld – risico niet vermeld/u)
})

test('an unknown modifier extension marks the line', async () => {
  const { text } = await ask([
    record('1', 'Latex', { modifierExtension: [{ url: 'urn:unknown' }] }),
  ])
  assert.match(
    text,
    /• Latex[^\n]*⚠\u00A0bevat onbekende wijzigende informatie – open het dossier/u,
  )
})

test('a source that fails gives no list and says nothing about the patient', async () => {
  const { text, outcome } = await ask({
    records: [record('1', 'Latex')],
    failing: { AllergyIntolerance: 'timeout' },
  })
  assert.match(
    text,
    /Er kon niets worden opgehaald: Apotheek – Allergieën: geen antwoord \(time-out\)\.\nDit zegt niets over deze patiënt/u,
  )
  assert.doesNotMatch(text, /Latex|Geen/u)
  assert.equal(outcome, 'failed')
})

test('an incomplete answer and a record of another patient are ONVOLLEDIG', async () => {
  const part = await ask({ records: [record('1', 'Latex')], incomplete: ['AllergyIntolerance'] })
  assert.match(part.text, /ONVOLLEDIG\nApotheek – Allergieën: niet alles ontvangen/u)
  const foreign = await ask([record('1', 'Latex', { patient: { reference: 'Patient/other' } })])
  assert.doesNotMatch(foreign.text, /Latex/u)
  assert.deepEqual(foreign.foreign, ['AllergyIntolerance/1'])
  assert.equal(foreign.outcome, 'partial')
})

test('when the server stored a record is never told as when it was recorded', async () => {
  const { recordedDate: _date, ...undated } = record('1', 'Penicilline')
  const { text } = await ask([{ ...undated, meta: { lastUpdated: '2026-01-11T08:00:00Z' } }])
  assert.match(text, /– vastgelegd zonder datum, Huisarts/)
  assert.doesNotMatch(text, /11-01-2026/)
})

const severity = (code: string) => ({
  reaction: [
    {
      manifestation: [{ text: 'Uitslag' }],
      _severity: {
        extension: [
          {
            url: 'http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification',
            valueCodeableConcept: {
              coding: [{ system: 'http://snomed.info/sct', code, display: `ernst ${code}` }],
            },
          },
        ],
      },
    },
  ],
})

test('among those of one risk the worst reaction comes first, by either code, then the newest', async () => {
  const { text } = await ask([
    record('1', 'Nieuw', { recordedDate: '2025-06-01' }),
    record('2', 'Licht', severity('255604002')),
    record('3', 'Dodelijk', severity('399166001')),
    record('4', 'Matig', { reaction: [{ manifestation: [], severity: 'moderate' }] }),
    record('5', 'Ernstig', severity('24484000')),
    record('6', 'Oud', { recordedDate: '2001' }),
    record('7', 'Laag', { criticality: 'low' }),
  ])
  assert.deepEqual(
    [...text.matchAll(/^• (\p{L}+)/gmu)].map(([, name]) => name),
    ['Laag', 'Dodelijk', 'Ernstig', 'Matig', 'Licht', 'Nieuw', 'Oud'],
  )
})

const three = [
  record('1', 'Penicilline', { criticality: 'low' }),
  record('2', 'Pinda', { criticality: 'high' }),
  record('3', 'Latex', { clinicalStatus: status('resolved') }),
]

const lineEnd = ' – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners'

test('a word shows what bears it first and never hides the others', async () => {
  const { text } = await ask(three, 'PENICÍLL')
  assert.equal(
    text,
    [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      'Gezocht op de woorden van de bron, niet op verwante middelen. De andere (1) staan eronder.',
      '',
      'Met “PENICÍLL” (1)',
      '',
      `• Penicilline – laag risico – reactie niet vermeld${lineEnd}`,
      '',
      'Alle andere allergieën of intoleranties (1)',
      '',
      `• Pinda – hoog risico – reactie niet vermeld${lineEnd}`,
      '',
      'Niet meer actief (1)',
      '',
      '• Latex – risico niet vermeld – reactie niet vermeld – genezen volgens de bron, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
})

test('a word that nothing bears is no answer that there is no such allergy, and all are shown', async () => {
  const { text } = await ask(three, 'amoxicilline')
  assert.match(
    text,
    /^Geen allergie of intolerantie met “amoxicilline” gevonden\. Dat betekent niet dat die er niet is\.\nGezocht op de woorden van de bron, niet op verwante middelen\. De andere \(2\) staan eronder\.$/mu,
  )
  assert.match(text, /\(2\)\n\n• Pinda – hoog risico[^\n]*\n• Penicilline – laag risico/u)
})

test('a word does not lose the rest of a long list of what is no longer active', async () => {
  const gone = Array.from({ length: 12 }, (_, at) =>
    record(`g${at}`, at === 11 ? 'Latex' : `Stof ${at}`, {
      clinicalStatus: status('resolved'),
      recordedDate: at === 11 ? '2001' : '2020',
    }),
  )
  const { text, more } = await ask(gone, 'latex')
  assert.match(text, /Niet meer actief \(12\)\n\n• Latex /u)
  assert.match(text, /nog 2 – typ !meer/u)
  assert.deepEqual(more, { words: ['latex', 'alles'], options: {}, text: '' })
})
