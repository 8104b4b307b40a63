import type { Bundle, Resource, Task } from '@medplum/fhirtypes'
import type { Args, Context, KeptList, Outcome } from '../src/commands/command.ts'
import type { TaakPorts } from '../src/commands/taak/taak.ts'
import type { FhirCode } from '../src/fhir/fhir.ts'
import { FhirError } from '../src/fhir/fhir.ts'
import type { Changed, RecordWriter, Written } from '../src/fhir/record/writer.ts'
import { createTaskReader, type TaskReader } from '../src/fhir/referral/task-reader.ts'
import { toText } from '../src/reply/text.ts'
import { careTeamsOf, contextOf, doctor, followOf, member } from './referral-parts.ts'

/** A second nurse of the team. */
export const colleague = member({
  ref: 'PractitionerRole/90',
  practitioner: 'Practitioner/91',
  userIds: ['@bakker:vvt.test'],
  name: 'B. Bakker',
})

/** A task of the room's client from the doctor to the asking nurse. */
export const task = (over: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id: '5',
  meta: { versionId: '3' },
  status: 'requested',
  intent: 'order',
  priority: 'routine',
  description: 'Dagelijks wegen',
  for: { reference: 'Patient/123' },
  authoredOn: '2026-08-20T10:00:00+02:00',
  requester: { reference: 'PractitionerRole/55', display: 'P. van Pulver' },
  owner: { reference: 'PractitionerRole/789', display: 'A. de Vries' },
  ...over,
})

/** Reads tasks out of these resources; a code in their place is a record that fails. */
export const taskReader = (records: readonly Resource[] | FhirCode): TaskReader =>
  createTaskReader(
    {
      search: async (type, { _id: id }) => {
        if (typeof records === 'string') throw new FhirError(records)
        const isAsked = (
          each: Resource,
        ): each is Extract<Resource, { resourceType: typeof type }> =>
          each.resourceType === type && each.id === id
        return {
          matches: records.filter(isAsked),
          included: new Map(records.map((each) => [`${each.resourceType}/${each.id}`, each])),
          complete: true,
        }
      },
    },
    'Dossier',
  )

const isOf = <K extends Resource['resourceType']>(
  type: K,
  id: string,
  each: Resource,
): each is Extract<Resource, { resourceType: K }> => each.resourceType === type && each.id === id

/** A writer that does what it is told to the resources it has, and remembers what it was given. */
export const memoryWriter = (resources: readonly Resource[] = [], outcome?: Changed) => {
  const bundles: Bundle[] = []
  const changed: Resource[] = []
  const writer: RecordWriter = {
    create: async (bundle): Promise<Written> => {
      bundles.push(bundle)
      if (outcome !== undefined && outcome.kind !== 'stale') return outcome
      return { kind: 'written', refs: [{ ref: 'Task/8', versionId: '1' }] }
    },
    change: async (type, id, versionId, edit) => {
      if (outcome !== undefined) return outcome
      const now = resources.flatMap((each) => (isOf(type, id, each) ? [each] : []))[0]
      if (now === undefined) return { kind: 'failed', code: 'not-found' }
      if (versionId !== undefined && now.meta?.versionId !== versionId) return { kind: 'stale' }
      changed.push(edit(edit(now)))
      return { kind: 'written', refs: [{ ref: `${type}/${id}`, versionId: '4' }] }
    },
    restore: async () => ({ kind: 'no-former' }),
  }
  return { writer, bundles, changed }
}

/** The last list of the asker: each number names these records. */
export const listed = (...lines: readonly (readonly string[])[]): KeptList => ({
  command: 'taken',
  args: { words: [], options: {}, text: '' },
  more: undefined,
  at: new Date('2026-08-22T12:00:00Z'),
  lines,
})

/** The room of one client at 22 August 2026, 14:10 in Amsterdam, with a doctor and two nurses. */
export const taskContext = (over: Partial<Context<TaakPorts>> = {}): Context<TaakPorts> => ({
  ...contextOf(),
  careTeams: careTeamsOf(member(), doctor, colleague),
  follow: followOf().follow,
  tasks: taskReader([task()]),
  writer: memoryWriter().writer,
  lastList: async () => listed(['Task/5']),
  ...over,
})

/** What was typed after the command word; `@` stands for nothing special. */
export const typedArgs = (line: string, over: Partial<Args> = {}): Args => ({
  words: line.split(' ').filter((word) => word !== ''),
  options: {},
  text: '',
  ...over,
})

/** The words of an outcome, of a preview with its code. */
export const wordsOf = (outcome: Outcome): string => {
  if (outcome.kind === 'confirm')
    return toText(outcome.preview('4821', new Date('2026-08-22T12:20:00Z')))
  return toText(outcome.document)
}
