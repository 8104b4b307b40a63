import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import { medicatie } from './medicatie.ts'

const examples = exampleResources(['mp9', 'network'])

const ask = async (who: string, at: string, ...words: readonly string[]) => {
  const patient = `Patient/mp9-patient-${who}`
  const records = examples.filter(
    (each) =>
      !('subject' in each) ||
      each.subject === undefined ||
      !('reference' in each.subject) ||
      each.subject.reference === patient,
  )
  return shown(
    await medicatie.run(clinicalContext({ records }, patient, new Date(at)), typed(...words)),
  )
}

const HOUSE = 'Huisartsen, niet nader gespecificeerd, Huisartsenpraktijk Pulver & Partners'

test('a changed dose: the stopped agreement is gone, the change stands, one line', async () => {
  const { text, outcome, foreign } = await ask('huyser', '2024-11-10T12:00:00Z')
  assert.equal(
    text,
    [
      'Medicatie – peildatum 10-11-2024 13:00 – bronnen: Apotheek ✓',
      '',
      'Actueel (1)',
      '',
      [
        '• CAPECITABINE TABLET FO 500MG',
        'product van de apotheek: ECANSYA TABLET FILMOMHULD 500MG',
        'Vanaf <T+13D{00:00:00}> t/m <T+137D{23:59:59}>, 2 maal daags 2000mg, oraal.',
        'gedurende 14\u00A0dagen',
        'herhaald schema van 21\u00A0dagen',
        '⚠\u00A0de doseertekst bevat een niet ingevulde datum',
        'vanaf 07-11-2024 gedurende 18\u00A0weken',
        'reden: gebrek aan geneesmiddeleffect',
        `voorschrift 06-11-2024 06:20, ${HOUSE}`,
      ].join(' – '),
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(foreign, [])
})

test('before the stop takes effect, the old dose counts and the change is announced', async () => {
  const { text } = await ask('huyser', '2024-11-06T12:00:00Z')
  assert.match(
    text,
    /Actueel \(1\)\n\n• CAPECITABINE[^\n]*⚠\u00A0stopt op 06-11-2024[^\n]*2500mg[^\n]*⚠\u00A0wijziging afgesproken: [^\n]*2000mg/u,
  )
})

test('four treatments of one person: inverted periods are uncertain, the rest is current', async () => {
  const { text, reads } = await ask('groot', '2024-11-07T12:00:00Z')
  assert.deepEqual(text.match(/^(?:• (?:ONZEKER: )?[A-Z]+|.*\(\d\))/gmu), [
    'Let op: onzeker of tegenstrijdig (2)',
    '• ONZEKER: ACENOCOUMAROL',
    '• ONZEKER: ENOXAPARINE',
    'Actueel (2)',
    '• FENPROCOUMON',
    '• TINZAPARINE',
  ])
  assert.match(
    text,
    /FENPROCOUMON[^\n]*⚠\u00A0geen geldig doseerschema gevonden \(laatste tot en met 01-11-2024\)/u,
  )
  assert.match(
    text,
    /ACENOCOUMAROL[^\n]*doseerschema: gedurende 1\u00A0dag, 's avonds, 2\u00A0stuks; daarna [^\n]*\(samengesteld uit de velden van de bron\), vanaf 04-11-2024 gedurende 7\u00A0dagen/u,
  )
  assert.deepEqual(reads, ['MedicationRequest 13', 'MedicationDispense 9', 'MedicationStatement 4'])
})

test('years later nothing of it is current, and what is uncertain still stands', async () => {
  const { text } = await ask('groot', '2026-01-12T08:31:00Z')
  assert.match(text, /• ONZEKER: ACENOCOUMAROL/u)
  assert.match(text, /• FENPROCOUMON[^\n]*sinds 29-10-2024/u)
  assert.doesNotMatch(text, /• TINZAPARINE/u)
  assert.match(text, /Eerder gestopt of afgelopen: 1 – typ !medicatie gestopt/u)
})

test('a pharmacy with two agreements of its own shows both beside the prescription', async () => {
  const { text } = await ask('braak', '2024-10-25T10:00:00Z')
  assert.match(
    text,
    /Actueel \(1\)\n\n• DICLOFENAC[^\n]*⚠\u00A0voorschrift en apotheek wijken af in dosering – [^\n]* – apotheek: [^\n]*om 14:00[^\n]*⚠\u00A0ook in de bron: [^\n]*om 08:00 en 22:00/u,
  )
})

test('stopped by prescriber and pharmacy, even with a stop dated before the start', async () => {
  for (const [who, name, date] of [
    ['klerk', 'TEMAZEPAM', '19-10-2024'],
    ['laan', 'NADROPARINE', '17-10-2024'],
  ] as const) {
    const { text } = await ask(who, '2024-10-21T10:00:00Z')
    assert.match(text, new RegExp(`• GESTOPT op ${date}: ${name}`, 'u'))
    assert.doesNotMatch(text, /Actueel|ONZEKER/u)
  }
})

test('a person without medication gets no claim that there is none', async () => {
  const { text } = await ask('verwijmeren', '2024-10-21T10:00:00Z')
  assert.match(
    text,
    /Geen gegevens gevonden in Apotheek \(peildatum 21-10-2024 12:00\)\. Dat betekent niet dat er niets is\./u,
  )
})

test('a variable schedule whose period is inverted is shown as uncertain', async () => {
  const { text } = await ask('oorschot', '2024-11-27T12:00:00Z')
  assert.match(
    text,
    /• ACENOCOUMAROL[^\n]*⚠\u00A0doseerschema onzeker: gedurende 1\u00A0dag, om 18:00, 2\u00A0stuks/u,
  )
})

test('no answer about an example names its patient', async () => {
  for (const who of ['groot', 'huyser', 'oorschot', 'klerk', 'meer', 'laan', 'braak', 'kamphuis']) {
    const { text } = await ask(who, '2024-11-07T12:00:00Z', 'alles')
    assert.doesNotMatch(text, new RegExp(`XXX|${who}`, 'iu'))
  }
})
