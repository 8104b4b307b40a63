import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MedicationRequest } from '@medplum/fhirtypes'
import { writingCase } from '../../../test/writing-case.ts'

const nothing = 'Er is niets aangevraagd.'
const contact = 'Neem contact op met de voorschrijver of de apotheek.'
const noAmount = (word: string) =>
  `Achter het getal staat “${word}”: dat is geen aantal stuks of milliliter. ${nothing} Noem alleen een aantal, en zet een komma voor een opmerking.`
const METOPROLOL = 'Metoprolol tablet mga 50 mg'
const other = (typed: string, name = METOPROLOL) =>
  `U typt “${typed}”, maar dit middel is ${name}. ${nothing} ${contact}`

const prescribed = (id: string, text: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject: { reference: 'Patient/demo-client-1' },
  authoredOn: '2026-01-02',
  dosageInstruction: [{ text: '2 maal per dag 1 tablet' }],
})
const world = await writingCase([
  prescribed('ten', 'Morfine tablet 10 mg'),
  prescribed('sixty', 'Morfine tablet mga 60 mg'),
  prescribed('plain', 'Sotalol'),
])

after(() => world[Symbol.asyncDispose]())

const refused: Readonly<Record<string, string>> = {
  'metoprolol 75 microgram': other('75 microgram'),
  'metoprolol 25 µg': other('25 µg'),
  'metoprolol 100 IE': other('100 IE'),
  'metoprolol tablet 100 mg': other('100 mg'),
  'metoprolol retard 30': other('retard'),
  'metoprolol capsules 30': other('capsules'),
  'metoprolol 30, 100 mg': other('100 mg'),
  'metoprolol 30 stuks 100 mg': other('100 mg'),
  'metoprolol 30 stuks, drank': other('drank'),
  'sotalol 50 milligram': noAmount('milligram'),
  'sotalol 20 eenheden': noAmount('eenheden'),
  'sotalol 10 E': noAmount('E'),
  'sotalol 3 mnd': noAmount('mnd'),
  'sotalol 2 pakjes': noAmount('pakjes'),
  'sotalol 2 kuren': noAmount('kuren'),
  'sotalol 30 60': noAmount('60'),
  'sotalol 30, mg': noAmount('mg'),
  'morfine 30 mg': 'Herhaalrecept: welk middel met de naam “morfine”?',
}

for (const [typed, sentence] of Object.entries(refused))
  test(`${typed} is not taken as a number of pieces`, async () => {
    const said = await world.said(`!herhaalrecept ${typed}`)
    assert.equal(said.split('\n')[0], sentence)
  })

const asked: Readonly<Record<string, readonly [name: string, amount: string, comment?: string]>> = {
  'Metoprolol tablet mga 50 mg 30': [METOPROLOL, '30 stuks'],
  'metoprolol 50 mg 30': [METOPROLOL, '30 stuks'],
  'metoprolol 50mg 30 tabletten': [METOPROLOL, '30 stuks'],
  'metoprolol tabletten 30 voor de vakantie': [METOPROLOL, '30 stuks', 'voor de vakantie'],
  'metoprolol 0,05 g 90, graag met tape': [METOPROLOL, '90 stuks', 'graag met tape'],
  'metoprolol 50 mg': [METOPROLOL, 'niet genoemd'],
  'metoprolol 30,graag snel': [METOPROLOL, '30 stuks', 'graag snel'],
  'metoprolol 30 s.v.p. snel': [METOPROLOL, '30 stuks', 's.v.p. snel'],
  'morfine 60 mg 30': ['Morfine tablet mga 60 mg', '30 stuks'],
  'morfine tablet 10 mg 30 stuks': ['Morfine tablet 10 mg', '30 stuks'],
  'sotalol graag vandaag': ['Sotalol', 'niet genoemd', 'graag vandaag'],
}

for (const [typed, [name, amount, comment]] of Object.entries(asked))
  test(`${typed} asks for what it says`, async () => {
    const lines = (await world.said(`!herhaalrecept ${typed}`)).split('\n')
    const found = lines.filter((line) => /^• (?:Middel|Aantal|Opmerking):/u.test(line))
    assert.deepEqual(found, [
      `• Middel: ${name}`,
      `• Aantal: ${amount}`,
      ...(comment === undefined ? [] : [`• Opmerking: ${comment}`]),
    ])
  })

test('a choice goes on with the amount behind the name that was typed', async () => {
  const { outcome, command } = await world.type('!herhaalrecept morfine tablet 30')
  assert.ok(outcome.kind === 'choose')
  const chosen = await Promise.all(
    outcome.choices.map((choice) => command.run(world.context, choice)),
  )
  const amounts = chosen.map((each) =>
    each.kind === 'confirm'
      ? /Aantal: [^"]*/u.exec(JSON.stringify(each.preview('4821', new Date())))?.[0]
      : each.kind,
  )
  assert.deepEqual(amounts, ['Aantal: 30 stuks', 'Aantal: 30 stuks'])
})

test('the medicine that was found stands behind what is refused', async () => {
  const { outcome } = await world.type('!herhaalrecept metoprolol 100 mg')
  assert.ok(outcome.kind === 'misused')
  assert.equal(outcome.refs?.[0]?.ref, 'MedicationRequest/demo-metoprolol-ma')
})
