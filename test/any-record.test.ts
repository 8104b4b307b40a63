import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Patient, Resource } from '@medplum/fhirtypes'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { exampleResources } from '../packages/fhir-sandbox/src/examples.ts'
import { commands } from '../src/commands/registry.ts'
import type { Block } from '../src/reply/document.ts'
import { lineText } from '../src/reply/text.ts'
import { tidyLine } from '../src/reply/tidy.ts'
import { mutated } from './mutated.ts'
import { fc } from './properties.ts'
import { eventOf } from './record-context.ts'
import { contextOver } from './several-sources.ts'
import { untraceable } from './traceable.ts'

const now = new Date('2026-01-14T10:00:00Z')
const patient = 'Patient/p1'
/** As the other source knows the same person. */
const there = 'Patient/77'
const label = 'Huisarts Pulver'

const clientAs = (id: string): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ text: 'Johanna van Voorbeeld' }],
  gender: 'female',
  birthDate: '1941-05-02',
})

const subjects = ['subject', 'patient', 'for'] as const
const fixed = ['resourceType', 'id', ...subjects, 'participant'] as const

/** The same record, as if it were this patient's. */
const adopted = (record: Resource, by: string): Resource => {
  const copy: Resource = structuredClone(record)
  // Nothing is told from it, and its words are not those of the record.
  Reflect.deleteProperty(copy, 'text')
  const fields = new Map<string, unknown>(Object.entries(copy))
  for (const field of subjects) if (fields.has(field)) Reflect.set(copy, field, { reference: by })
  if (copy.resourceType === 'Appointment')
    copy.participant = [{ actor: { reference: by }, status: 'accepted' }]
  return copy
}

const hasSubject = (record: Resource): boolean =>
  record.resourceType === 'Appointment' || subjects.some((field) => Object.hasOwn(record, field))

const all = [...exampleResources(), ...demoResources({ serverName: 'zorg.test', now })]
const clinical = all.filter(hasSubject)
/** People, organizations and products that records refer to. */
const around = all.filter(
  (record) =>
    !hasSubject(record) && !['Patient', 'CareTeam', 'Provenance'].includes(record.resourceType),
)

const some = (pool: readonly Resource[], by: string) =>
  fc
    .uniqueArray(fc.nat({ max: pool.length - 1 }), { minLength: 1, maxLength: 6 })
    .chain((picked) =>
      fc.tuple(
        ...picked.flatMap((at) =>
          pool[at] === undefined ? [] : [mutated(adopted(pool[at], by), fixed)],
        ),
      ),
    )

/** Lines made from records, with the keys of those. */
const factLines = (document: readonly Block[]) =>
  document.flatMap((block) =>
    block.kind !== 'list' || block.about === undefined
      ? []
      : block.items.map((item, at) => ({
          text: lineText(tidyLine(item)),
          keys: block.about?.[at] ?? [],
        })),
  )

const run = (line: string, own: readonly Resource[], foreign: readonly Resource[]) => {
  const asked = new Set<string>()
  const context = contextOver(
    { records: [clientAs('p1'), ...around, ...own], asked: (type) => void asked.add(type) },
    [{ label, of: there, records: [clientAs('77'), ...around, ...foreign] }],
    { patient, now },
  )
  const command = commands.find(({ name }) => name === line)
  assert.ok(command)
  return { context, asked, outcome: command.run(context, { words: [], options: {}, text: '' }) }
}

/** The records a command reads: of the types it asks for. */
const poolOf = async (line: string): Promise<readonly Resource[]> => {
  const { asked, outcome } = run(line, [], [])
  await outcome
  const pool = clinical.filter(({ resourceType }) => asked.has(resourceType))
  return pool.length === 0 ? clinical : pool
}

/** Those a line names, and whoever and whatever they refer to. */
const behind = (keys: readonly string[], known: ReadonlyMap<string, Resource>) => {
  const found = new Map<string, Resource>()
  const follow = (key: string) => {
    const record = known.get(key)
    if (record === undefined || found.has(key)) return
    found.set(key, record)
    const [, suffix = ''] = /( @.*)$/u.exec(key) ?? []
    for (const [ref] of JSON.stringify(record).matchAll(
      /(?<=")[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+(?=")/gu,
    ))
      follow(ref + suffix)
  }
  for (const key of keys) follow(key)
  return [...found.values()]
}

const keyed = (records: readonly Resource[], suffix = '') =>
  records.map((one): readonly [string, Resource] => [`${one.resourceType}/${one.id}${suffix}`, one])

const lines = commands
  .filter(({ access, place }) => access === 'read' && place !== 'direct')
  .map(({ name }) => name)

describe('whatever the record and another source hold', () => {
  for (const line of lines)
    test(`!${line} answers the same on every client, and says nothing that no record says`, async () => {
      const pool = await poolOf(line)
      await fc.assert(
        fc.asyncProperty(some(pool, patient), some(pool, there), async (own, foreign) => {
          const { context, outcome } = run(line, own, foreign)
          const answer = await outcome
          if (answer.kind !== 'answer') return
          eventOf(answer.document)
          const known = new Map<string, Resource>([
            ...keyed([...around, clientAs('p1'), ...own]),
            ...keyed([...around, clientAs('77'), ...foreign], ` @${label}`),
          ])
          for (const { text, keys } of factLines(answer.document)) {
            assert.ok(
              keys.length > 0 && keys.every((key) => known.has(key)),
              `traceable to nothing: ${text}`,
            )
            const names = keys.some((key) => key.endsWith(` @${label}`)) ? [label] : []
            const lies = untraceable(text, [...behind(keys, known), 'Dossier', ...names], context)
            assert.deepEqual(lies, [], `said by no record of ${keys.join(', ')}: ${text}`)
          }
        }),
        { numRuns: 60 },
      )
    })
})
