import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { FhirError, type ResourceRef, type SearchParams, type SourceState } from '../fhir.ts'
import { keyOf, type Source } from '../server/source.ts'
import { bounded } from '../server/source-deadline.ts'
import type { Memory } from '../server/strict-memory.ts'
import { referenceId, refOf, resourceRef } from '../value/references.ts'
import { keepPatient, samePatient } from './same-patient.ts'

/** A resource of the patient, whatever its type, and where it came from. */
export type Gotten = {
  readonly resource: Resource
  readonly source: string
  readonly key: string
  readonly included: ReadonlyMap<string, Resource>
}

/** What one question gave at one source. */
export type Got = {
  readonly state: SourceState
  readonly found: readonly Gotten[]
  readonly foreign: readonly string[]
}

/** One search about a patient, as it is asked of every source. */
export type Asked = { readonly type: ResourceType; readonly params?: SearchParams }

/** Who asks, and what this person was told lately by sources that must not be asked the same twice. */
export type Session = { readonly asker: string; readonly memory: Memory<Got> }

const nothing = (label: string, failed: SourceState['failed']): Got => ({
  state: { label, failed },
  found: [],
  foreign: [],
})

/** What a source gives to somebody who may not know of it, or where nothing of it may be shown. */
export const withheld = (label: string, code: 'withheld' | 'direct-only' = 'withheld'): Got =>
  nothing(label, [{ part: '', code }])

/** Parameters without which an answer would be about something else, not merely about more. */
const needed: ReadonlySet<string> = new Set(['_id', 'identifier', 'patient'])

/** A question in what a source can search by: what it cannot is left out, because everything is judged here again. */
const fitted = ({ client }: Source, { type, params = {} }: Asked): Asked | undefined => {
  const allowed = client.agreed === undefined ? params : client.agreed(type, params)
  if (allowed === undefined) return undefined
  const names = Object.entries(allowed).filter(
    ([name, value]) => value !== undefined && (needed.has(name) || client.supports(type, name)),
  )
  return { type, params: Object.fromEntries(names) }
}

/** Questions that a source may not be asked, each told once. */
const refused = (source: Source, questions: readonly Asked[]): readonly Got[] => {
  const types = questions.flatMap((each) => (fitted(source, each) === undefined ? each.type : []))
  return [...new Set(types)].map((part) => nothing(source.label, [{ part, code: 'not-agreed' }]))
}

/** What was included may be somebody else's as well: it is dropped when it names another patient, or should name one and does not. */
const sameIncluded = (
  included: ReadonlyMap<string, Resource>,
  type: ResourceType,
  patient: string,
): { readonly included: ReadonlyMap<string, Resource>; readonly others: readonly string[] } => {
  const about = (resource: Resource) =>
    resource.resourceType === type ||
    resource.resourceType === 'Patient' ||
    ['subject', 'patient', 'for'].some((field) => field in resource)
  const { foreign } = keepPatient([...included.values()].filter(about), patient)
  if (foreign.length === 0) return { included, others: [] }
  const kept = [...included].filter(
    ([, resource]) => !about(resource) || samePatient(resource, patient),
  )
  return { included: new Map(kept), others: foreign }
}

const search = async (
  { label, client, own }: Source,
  patient: string,
  { type, params = {} }: Asked,
  signal: AbortSignal,
): Promise<Got> => {
  if (referenceId({ reference: patient }, 'Patient') === undefined)
    throw new FhirError('invalid', ['value'])
  const result = await client.search(type, { patient, _count: '100', ...params }, { signal })
  const { kept, foreign } = keepPatient<Resource>(result.matches, patient)
  const { included, others } = sameIncluded(result.included, type, patient)
  const named = kept.flatMap((resource) => {
    const ref = refOf(resource)
    return ref === undefined ? [] : [{ resource, ref, key: keyOf(ref, { label, own }) }]
  })
  const isWhole = result.complete && named.length === kept.length
  // A server sends no match a second time as an include, though another match may refer to it.
  const around = new Map([...included, ...named.map((each) => [each.ref, each.resource] as const)])
  return {
    state: { label, failed: isWhole ? [] : [{ part: type, code: 'incomplete' }] },
    found: named.map(({ resource, key }) => ({ resource, key, source: label, included: around })),
    foreign: [...foreign, ...others].map((ref) => keyOf(ref, { label, own })),
  }
}

/** A resource as an answer names it, with the source when it is not of the own record. */
export const refTo = (
  resource: Resource,
  { label, own }: Pick<Source, 'label' | 'own'>,
): readonly ResourceRef[] => {
  const ref = resourceRef(resource)
  return ref === undefined ? [] : [own ? ref : { ...ref, source: label }]
}

/** The patient as the rooms know them, and as the source does. */
type Names = { readonly patient: string; readonly there: string }

/** What may be read one by one is not of an agreement, and so not kept in memory either. */
const isRemembered = ({ remembered, client }: Source, type: ResourceType): boolean =>
  remembered === true && client.reads?.(type) !== true

const askOne = async (
  source: Source,
  { patient, there }: Names,
  question: Asked,
  call: (work: (signal: AbortSignal) => Promise<Got>) => Promise<Got>,
  { asker, memory }: Session,
): Promise<Got> => {
  // What a server says it does not have is not missing at every answer again; asking for it would only be refused.
  if (source.client.serves?.(question.type) === false)
    return nothing(source.label, [{ part: question.type, code: 'not-agreed' }])
  const key = JSON.stringify([patient, asker, source.label, question.type, question.params])
  const remembered = isRemembered(source, question.type)
  const known = remembered ? memory.recall(key) : undefined
  if (known !== undefined) {
    const { value, at } = known
    return { ...value, state: { ...value.state, fetchedAt: new Date(at) } }
  }
  try {
    const got = await call((signal) => search(source, there, question, signal))
    if (remembered) memory.keep(key, got)
    return got
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    const failed = nothing(source.label, [{ part: question.type, code: error.code }])
    if (remembered) memory.keep(key, failed)
    return failed
  }
}

/** Where the answers about a patient begin in the memory: of everybody, of one person, or those of one source to that person. */
export const memoryPrefix = (patient: string, ...asker: readonly string[]): string =>
  `${JSON.stringify([patient, ...asker]).slice(0, -1)},`

const profilesIn = (value: SearchParams[string]): readonly string[] =>
  [value ?? []].flat().flatMap((each) => each.split(','))

/** Whether what is found by the one holds all that would be found by the other. */
const covers = (one: Asked, other: Asked): boolean => {
  const names = new Set([...Object.keys(one.params ?? {}), ...Object.keys(other.params ?? {})])
  return (
    one.type === other.type &&
    [...names].every((name) => {
      const [own, theirs] = [one.params?.[name], other.params?.[name]]
      // How many come at a time says nothing about what is found.
      if (name === '_count') return true
      if (own === undefined) return !name.startsWith('_')
      if (name === '_profile' && theirs !== undefined)
        return profilesIn(theirs).every((each) => profilesIn(own).includes(each))
      return JSON.stringify(own) === JSON.stringify(theirs)
    })
  )
}

/** The questions without those another one answers already. */
const fewest = (questions: readonly Asked[]): readonly Asked[] =>
  questions.filter(
    (each, at) =>
      !questions.some(
        (other, place) =>
          place !== at && covers(other, each) && (place < at || !covers(each, other)),
      ),
  )

/** Asks one source everything at once; what fails there is said in its state, and never thrown. */
export const askSource = async (
  source: Source,
  patient: string,
  questions: readonly Asked[],
  signal: AbortSignal,
  session: Session,
): Promise<readonly Got[]> => {
  const { label, deadlineMs } = source
  const deadline =
    deadlineMs === undefined ? new AbortController().signal : AbortSignal.timeout(deadlineMs)
  const call = async <T>(work: (signal: AbortSignal) => Promise<T>) => {
    const both = AbortSignal.any([signal, deadline])
    return bounded(work(both), { deadline, caller: signal })
  }
  try {
    const there = await call((both) => source.patientOf(patient, both))
    if (there === undefined) return [nothing(label, [{ part: '', code: 'unknown-patient' }])]
    const fits = fewest(questions.flatMap((each) => fitted(source, each) ?? []))
    const got = fits.map((each) => askOne(source, { patient, there }, each, call, session))
    return [...(await Promise.all(got)), ...refused(source, questions)]
  } catch (error) {
    if (error instanceof FhirError) return [nothing(label, [{ part: '', code: error.code }])]
    throw error
  }
}
