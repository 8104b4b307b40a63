import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllergyIntolerance, Resource } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, patient, shown, typed } from '../../../test/clinical-case.ts'
import { agreement, mp9 } from '../../../test/medication-records.ts'
import { mutated } from '../../../test/mutated.ts'
import { fc } from '../../../test/properties.ts'
import { isBareCode } from '../../fhir/value/bare-code.ts'
import { allergie } from '../allergie/allergie.ts'
import { medicatie } from '../medicatie/medicatie.ts'

const KEEP = ['resourceType', 'id', 'subject', 'patient']

const examples = exampleResources(['mp9', 'network', 'zib2020'])

const mine = (each: Resource): readonly Resource[] => {
  if (each.resourceType === 'AllergyIntolerance')
    return [{ ...each, patient: { reference: patient } }]
  if (
    each.resourceType === 'MedicationRequest' ||
    each.resourceType === 'MedicationDispense' ||
    each.resourceType === 'MedicationStatement'
  )
    return [{ ...each, subject: { reference: patient } }]
  return []
}

const records = examples.flatMap(mine)
const others = examples.filter(
  (each) => each.resourceType === 'Medication' || each.resourceType === 'PractitionerRole',
)

const some = fc
  .uniqueArray(fc.nat({ max: records.length - 1 }), { minLength: 1, maxLength: 6 })
  .chain((picked) => fc.tuple(...picked.map((index) => mutated(records[index], KEEP))))
  .map((all) => all.filter((each) => each !== undefined))

const included = fc
  .uniqueArray(fc.nat({ max: others.length - 1 }), { maxLength: 4 })
  .chain((picked) => fc.tuple(...picked.map((index) => mutated(others[index], KEEP))))
  .map((all) => all.filter((each) => each !== undefined))

const LEAD = /^(?:ONZEKER|NIET GEVEN|GESTOPT|ONDERBROKEN|NOG NIET GESTART|VOORSTEL)(?: .*)?: $/u

const namesIn = (outcome: Awaited<ReturnType<typeof medicatie.run>>) =>
  shown(outcome).document.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map((line) => {
          const strong = line.find(
            (span) => typeof span !== 'string' && span.kind === 'strong' && !LEAD.test(span.text),
          )
          return typeof strong === 'object' ? strong.text : ''
        })
      : [],
  )

const flat = (text: string) => text.replaceAll(/\s+/gu, ' ')

const OWN = [
  'geneesmiddel zonder naam',
  'onbekende verwijzing naar geneesmiddel',
  'stof niet vermeld',
  'Geen bekende',
]

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [flat(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

const isFromSource = (name: string, source: readonly Resource[]) => {
  if (OWN.some((words) => name.startsWith(words))) return true
  const said = stringsIn(source)
  const [, code = ''] = isBareCode(name) ? (/^code (\S+)/u.exec(name) ?? []) : []
  if (code !== '') return said.some((text) => text.includes(code))
  return (
    name.trim() !== '' &&
    name.split(' + ').every((part) => said.some((text) => text.includes(part.slice(0, 20).trim())))
  )
}

test('no damaged record makes a command fail, and every line names what its source names', async () => {
  await fc.assert(
    fc.asyncProperty(
      some,
      included,
      fc.constantFrom('', 'alles', 'gestopt', 'a'),
      async (damaged, more, word) => {
        const source = [...damaged, ...more]
        const context = clinicalContext({ records: source })
        const answers = [
          await medicatie.run(context, typed(...(word === '' ? [] : [word]))),
          await allergie.run(context, typed(word)),
        ]
        for (const answer of answers) {
          for (const name of namesIn(answer)) assert.ok(isFromSource(name, source), `"${name}"`)
        }
      },
    ),
    { numRuns: 400 },
  )
})

const wrong = agreement('wrong', 'FOUTMIDDEL', '1x', {
  status: 'entered-in-error',
  extension: mp9('A', '2025-01-01', undefined),
})

const notSo = (code: string): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: code,
  patient: { reference: patient },
  criticality: 'high',
  code: { text: 'FOUTSTOF' },
  verificationStatus: { coding: [{ code }] },
})

const keepStatus = [...KEEP, 'status', 'verificationStatus']

test('what was entered in error or refuted is never listed, whatever else is wrong with it', async () => {
  await fc.assert(
    fc.asyncProperty(
      mutated(wrong, keepStatus),
      mutated(notSo('entered-in-error'), keepStatus),
      mutated(notSo('refuted'), keepStatus),
      async (medication, error, refuted) => {
        const context = clinicalContext({ records: [medication, error, refuted] })
        const medication1 = shown(await medicatie.run(context, typed('alles')))
        const allergies = shown(await allergie.run(context, typed('alles')))
        assert.doesNotMatch(medication1.text, /FOUTMIDDEL|^• /mu)
        assert.doesNotMatch(allergies.text, /FOUTSTOF|^• /mu)
        assert.match(allergies.text, /1 weerlegd, 1 foutief ingevoerd niet getoond/u)
      },
    ),
    { numRuns: 200 },
  )
})
