import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, patient, shown, typed } from '../../../test/clinical-case.ts'
import { mutated } from '../../../test/mutated.ts'
import { fc } from '../../../test/properties.ts'
import { eventOf } from '../../../test/record-context.ts'
import { bron } from '../bron/bron.ts'
import type { Outcome } from '../command.ts'
import { nieuw } from '../nieuw/nieuw.ts'
import { rapportage } from '../rapportage/rapportage.ts'
import { tijdlijn } from '../tijdlijn/tijdlijn.ts'
import { samenvatting } from './samenvatting.ts'

const KEEP = ['resourceType', 'id', 'subject', 'patient', 'for', 'lastUpdated']

/** Records of every type these commands show, all of one patient and changed just now. */
const mine = (each: Resource): readonly Resource[] => {
  const meta = { ...each.meta, lastUpdated: '2026-01-12T08:00:00Z', versionId: '2' }
  const field = ['patient', 'subject', 'for'].find((name) => name in each)
  const isTask = each.resourceType === 'Task'
  if (field === undefined || (field === 'for') !== isTask) return []
  return [Object.assign({}, each, { meta, [field]: { reference: patient } })]
}

const records = exampleResources(['mp9', 'network', 'zib2020', 'elz']).flatMap(mine)

const some = fc
  .uniqueArray(fc.nat({ max: records.length - 1 }), { minLength: 1, maxLength: 8 })
  .chain((picked) => fc.tuple(...picked.map((index) => mutated(records[index], KEEP))))
  .map((all) => all.filter((each) => each !== undefined))

const team = async () => ({
  value: { patient, teams: [], active: true, members: [] },
  sources: [],
  foreign: [],
  refs: [],
})

const contextOf = (source: readonly Resource[], language: 'nl' | 'en') => {
  const base = clinicalContext({ records: source }, patient, undefined, language)
  const keys = source.map((each) => `${each.resourceType}/${each.id ?? ''}`)
  return {
    ...base,
    careTeams: { ...base.careTeams, team },
    presence: async () => new Map(),
    looked: async () => ({}),
    lastList: async () => ({
      command: 'nieuw',
      args: typed(),
      more: undefined,
      at: new Date('2026-01-12T08:10:00Z'),
      lines: [keys],
    }),
  }
}

const answersTo = async (
  source: readonly Resource[],
  language: 'nl' | 'en' = 'nl',
): Promise<readonly Outcome[]> => {
  const context = contextOf(source, language)
  return [
    await samenvatting.run(context, typed()),
    await tijdlijn.run(context, typed('730d')),
    await rapportage.run(context, typed('alles')),
    await nieuw.run(context, typed()),
    await bron.run(context, typed('1')),
  ]
}

test('no damaged record makes a command fail or breaks a reply, in either language', async () => {
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom('nl', 'en'), async (damaged, language) => {
      for (const outcome of await answersTo(damaged, language)) {
        const { document, text } = shown(outcome)
        eventOf(document)
        assert.doesNotMatch(text, /undefined|\[object|NaN/u)
      }
    }),
    { numRuns: 40 },
  )
})

const wrong = (each: Resource): Resource => {
  const status = 'entered-in-error' as const
  const verificationStatus = { coding: [{ code: status }] }
  if (each.resourceType === 'AllergyIntolerance' || each.resourceType === 'Condition')
    return { ...each, code: { text: 'FOUTGEGEVEN' }, verificationStatus }
  if (each.resourceType === 'Observation' || each.resourceType === 'Procedure')
    return { ...each, code: { text: 'FOUTGEGEVEN' }, status }
  if (each.resourceType === 'Flag') return { ...each, code: { text: 'FOUTGEGEVEN' }, status }
  return each.resourceType === 'Task' ? { ...each, description: 'FOUTGEGEVEN', status } : each
}

test('there is something to damage', () => {
  assert.ok(records.length > 200)
  assert.ok(wrongOnes.length > 50)
})

const wrongOnes = records.map(wrong).filter((each) => JSON.stringify(each).includes('FOUTGEGEVEN'))

test('what was entered in error is never told, whatever else is wrong with it', async () => {
  const keep = [...KEEP, 'status', 'verificationStatus']
  await fc.assert(
    fc.asyncProperty(
      fc
        .uniqueArray(fc.nat({ max: wrongOnes.length - 1 }), { minLength: 1, maxLength: 6 })
        .chain((picked) => fc.tuple(...picked.map((index) => mutated(wrongOnes[index], keep)))),
      async (damaged) => {
        const source = damaged.filter((each) => each !== undefined)
        for (const outcome of await answersTo(source))
          assert.doesNotMatch(shown(outcome).text, /FOUTGEGEVEN/u)
      },
    ),
    { numRuns: 40 },
  )
})
