import type { CodeableConcept, HealthcareService, Organization } from '@medplum/fhirtypes'
import type { FhirClient, SearchParams } from '../fhir.ts'
import { FhirError } from '../fhir.ts'
import type { ReferralTarget } from '../referral/target.ts'
import { isTargetRef } from '../referral/target.ts'
import { escapeSearchValue } from '../server/search-params.ts'
import { type Discipline, fold, isOfDiscipline } from './disciplines.ts'

/** What a search found; `complete` is false when part of the address book did not answer. */
export type Found = { readonly targets: readonly ReferralTarget[]; readonly complete: boolean }

/** The address book of organizations and services. It is never asked with anything about a patient. */
export interface Directory {
  byDiscipline(discipline: Discipline, signal?: AbortSignal): Promise<Found>
  /** By part of a name, from three letters. */
  byName(name: string, signal?: AbortSignal): Promise<Found>
  /** The target with this reference, when it exists and is active. */
  byRef(ref: string, signal?: AbortSignal): Promise<ReferralTarget | undefined>
}

type Entry = Organization | HealthcareService

const UZI_ROLE = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'
const AGB_SPECIALISM = 'urn:oid:2.16.840.1.113883.2.4.6.7'
const ORGANIZATION_TYPE = 'http://nictiz.nl/fhir/NamingSystem/organization-type'

const tokens = (system: string, codes: readonly string[]) =>
  codes.map((code) => `${system}|${code}`)

const textsOf = (concepts: readonly CodeableConcept[] = []): readonly string[] =>
  concepts.flatMap(({ text, coding = [] }) =>
    [text, ...coding.map(({ display }) => display)].filter((it) => it !== undefined),
  )

const conceptsOf = (entry: Entry): readonly CodeableConcept[] =>
  entry.resourceType === 'Organization'
    ? (entry.type ?? [])
    : [...(entry.category ?? []), ...(entry.type ?? []), ...(entry.specialty ?? [])]

const namesOf = (entry: Entry): readonly string[] => {
  const aliases = entry.resourceType === 'Organization' ? (entry.alias ?? []) : []
  return [entry.name, ...aliases].filter((name) => name !== undefined)
}

const fromOrganization = (organization: Organization, ref: string): ReferralTarget => ({
  ref,
  kind: 'organization',
  name: organization.name ?? ref,
  discipline: textsOf(organization.type)[0],
  place: organization.address?.find(({ city }) => city !== undefined)?.city,
  performers: [ref],
  owner: ref,
  absence: undefined,
})

const fromService = (
  service: HealthcareService,
  ref: string,
  provider: Organization | undefined,
): ReferralTarget => {
  const providedBy = service.providedBy?.reference
  const names = [service.name, provider?.name ?? service.providedBy?.display]
  return {
    ref,
    kind: 'service',
    name: names.filter((name) => name !== undefined).join(', ') || ref,
    discipline: textsOf(conceptsOf(service))[0],
    place: provider?.address?.find(({ city }) => city !== undefined)?.city,
    performers: isTargetRef(providedBy) ? [providedBy] : [ref],
    owner: ref,
    absence: undefined,
  }
}

type Answer = {
  readonly entries: readonly (readonly [Entry, Organization | undefined])[]
  readonly complete: boolean
}
type Question =
  | { readonly type: 'Organization'; readonly params: SearchParams }
  | { readonly type: 'HealthcareService'; readonly params: SearchParams }

const named = (type: Question['type'], names: readonly string[]): Question => ({
  type,
  params: { 'name:contains': names.map(escapeSearchValue).join(',') },
})

const coded = (type: Question['type'], parameter: string, values: readonly string[]): Question[] =>
  values.length === 0 ? [] : [{ type, params: { [parameter]: values.join(',') } }]

const questionsFor = (discipline: Discipline): readonly Question[] => {
  const specialisms = tokens(AGB_SPECIALISM, discipline.specialisms)
  const care = [...specialisms, ...tokens(UZI_ROLE, discipline.roles)]
  const types = [...specialisms, ...tokens(ORGANIZATION_TYPE, discipline.organizationTypes)]
  return [
    named('HealthcareService', discipline.stems),
    ...coded('HealthcareService', 'specialty', care),
    ...coded('HealthcareService', 'service-type', care),
    named('Organization', discipline.stems),
    ...coded('Organization', 'type', types),
  ]
}

/** The address book in the FHIR server. */
export const createDirectory = (client: FhirClient): Directory => {
  const ask = async (question: Question, signal: AbortSignal | undefined): Promise<Answer> => {
    const params = { ...question.params, _count: '100' }
    // What people type may be a name: it goes in the body, not in the address.
    const options = { signal, post: true }
    if (question.type === 'Organization') {
      const { matches, complete } = await client.search('Organization', params, options)
      return { entries: matches.map((entry) => [entry, undefined] as const), complete }
    }
    const withProvider = { ...params, _include: 'HealthcareService:organization' }
    const found = await client.search('HealthcareService', withProvider, options)
    const providerOf = ({ providedBy }: HealthcareService) => {
      const provider = found.included.get(providedBy?.reference ?? '')
      return provider?.resourceType === 'Organization' ? provider : undefined
    }
    return {
      entries: found.matches.map((entry) => [entry, providerOf(entry)] as const),
      complete: found.complete,
    }
  }

  const isSupported = ({ type, params }: Question) =>
    Object.keys(params).every((name) => client.supports(type, name.split(':')[0] ?? name))

  const askAll = async (
    questions: readonly Question[],
    signal: AbortSignal | undefined,
    isWanted: (entry: Entry) => boolean,
  ): Promise<Found> => {
    const results = await Promise.allSettled(
      questions.filter(isSupported).map((question) => ask(question, signal)),
    )
    const failures = results.flatMap((it): unknown[] =>
      it.status === 'rejected' ? [it.reason] : [],
    )
    const answers = results.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
    const unexpected = failures.find((failure) => !(failure instanceof FhirError))
    if (unexpected !== undefined) throw unexpected
    if (answers.length === 0) throw failures[0] ?? new FhirError('unavailable')
    const targets = new Map<string, ReferralTarget>()
    for (const [entry, provider] of answers.flatMap(({ entries }) => entries)) {
      const ref = `${entry.resourceType}/${entry.id}`
      if (entry.id === undefined || entry.active === false || !isWanted(entry)) continue
      targets.set(
        ref,
        entry.resourceType === 'Organization'
          ? fromOrganization(entry, ref)
          : fromService(entry, ref, provider),
      )
    }
    return {
      targets: [...targets.values()].sort((a, b) => a.name.localeCompare(b.name, 'nl')),
      complete: failures.length === 0 && answers.every(({ complete }) => complete),
    }
  }

  return {
    byDiscipline: (discipline, signal) =>
      askAll(questionsFor(discipline), signal, (entry) => {
        const concepts = conceptsOf(entry)
        const codes = concepts
          .flatMap(({ coding = [] }) => coding)
          .flatMap(({ system, code }) => (code === undefined ? [] : [{ system, code }]))
        const texts = [...namesOf(entry), ...textsOf(concepts)]
        return isOfDiscipline(discipline, { codes, texts })
      }),

    byName: async (name, signal) => {
      const wanted = fold(name)
      if (wanted.length < 3) return { targets: [], complete: true }
      const questions = [named('HealthcareService', [name]), named('Organization', [name])]
      return await askAll(questions, signal, (entry) =>
        namesOf(entry).some((each) => fold(each).includes(wanted)),
      )
    },

    byRef: async (ref, signal) => {
      const [type, id = ''] = ref.split('/')
      if (type !== 'Organization' && type !== 'HealthcareService') return undefined
      const { entries } = await ask({ type, params: { _id: id } }, signal)
      const [entry, provider] = entries.find(([each]) => each.id === id) ?? []
      if (entry === undefined || entry.active === false) return undefined
      return entry.resourceType === 'Organization'
        ? fromOrganization(entry, ref)
        : fromService(entry, ref, provider)
    },
  }
}
