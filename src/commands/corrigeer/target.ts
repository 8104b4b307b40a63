import type { Observation } from '@medplum/fhirtypes'
import { FhirError } from '../../fhir/fhir.ts'
import { isWrittenBy } from '../../fhir/record/correction.ts'
import { isOfType } from '../../fhir/server/bundle.ts'
import { partsOfKey } from '../../fhir/server/source.ts'
import { literalRef, refOf } from '../../fhir/value/references.ts'
import { listedLine } from '../answer/listed-line.ts'
import type { Context, Outcome, RecordPorts } from '../command.ts'
import { misused, notWritten } from '../writing/writing.ts'

/** The observations behind a line: the whole first, then the members it holds its values in. */
export type Target = {
  readonly observations: readonly Observation[]
  /** Something of it is newer than the list. */
  readonly isNewer: boolean
}

const WITHDRAWN: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled'])

const look = async (
  ref: string,
  { record, patient, signal }: Context<RecordPorts>,
): Promise<Observation | undefined> => {
  const found = await record.look(patient, ref, signal)
  return found !== undefined && isOfType('Observation', found.resource) ? found.resource : undefined
}

/** The members of a whole that stand behind the same line. */
const membersOf = async (
  whole: Observation,
  keys: readonly string[],
  context: Context<RecordPorts>,
): Promise<readonly (Observation | undefined)[]> => {
  const refs = (whole.hasMember ?? []).flatMap((each) => literalRef(each) ?? [])
  return Promise.all(refs.filter((ref) => keys.includes(ref)).map((ref) => look(ref, context)))
}

const whyNot = (
  observations: readonly Observation[],
  { t, asker: { member } }: Context,
): string | undefined => {
  const { corrigeer } = t
  const people = [member.ref, member.practitioner]
  const [whole] = observations
  if (WITHDRAWN.has(whole?.status ?? '')) return corrigeer.already
  if (!observations.every((each) => isWrittenBy(each, people))) return corrigeer.notAuthor
  return observations.every(({ meta }) => meta?.versionId !== undefined)
    ? undefined
    : corrigeer.noVersion
}

/** What a line of the last list stands for, read now, if its asker may correct it. */
export const targetAt = async (
  number: number,
  context: Context<RecordPorts>,
): Promise<Target | Outcome> => {
  const { t } = context
  const line = await listedLine(number, context)
  if ('problem' in line) return misused(line.problem)
  const [key = ''] = line.keys
  const { ref, label } = partsOfKey(key)
  if (label !== undefined) return misused(t.corrigeer.otherSource(label))
  if (!ref.startsWith('Observation/')) return misused(t.corrigeer.otherType)
  try {
    const whole = await look(ref, context)
    if (whole === undefined) return misused(t.writing.list.gone)
    const members = await membersOf(whole, line.keys, context)
    const observations = [whole, ...members.flatMap((each) => each ?? [])]
    const problem = whyNot(observations, context)
    if (problem !== undefined) return misused(problem)
    const updated = observations.map(({ meta }) => Date.parse(meta?.lastUpdated ?? ''))
    return { observations, isNewer: updated.some((at) => at > line.list.at.getTime()) }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return notWritten(t.writing.readDown(t.clinical.failures[error.code]), [])
  }
}

/** The references of a target, for the audit trail. */
export const readsOfTarget = ({ observations }: Target): readonly string[] =>
  observations.flatMap((each) => refOf(each) ?? [])
