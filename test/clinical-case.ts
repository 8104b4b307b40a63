import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { AllergiePorts } from '../src/commands/allergie/allergie.ts'
import type { Context, Outcome, RecordPorts } from '../src/commands/command.ts'
import type { MedicatiePorts } from '../src/commands/medicatie/medicatie.ts'
import { type FhirClient, type FhirCode, FhirError, type ResourceOf } from '../src/fhir/fhir.ts'
import { createMedicationReader } from '../src/fhir/medication/medication.ts'
import { createAllergyReader } from '../src/fhir/problem/allergy.ts'
import { createRecordReader } from '../src/fhir/record/record.ts'
import { ownSource, type Source as RecordSource } from '../src/fhir/server/source.ts'
import { messages } from '../src/i18n/messages.ts'
import { toText } from '../src/reply/text.ts'

/** What a source does in a case: its records, and which searches fail or come in part. */
export type Source = {
  readonly records: readonly Resource[]
  readonly failing?: Readonly<Partial<Record<ResourceType, FhirCode>>>
  readonly incomplete?: readonly ResourceType[]
}

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

const refTo = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`

const isAboutSomebody = (resource: Resource): boolean =>
  resource.resourceType === 'Patient' ||
  ['subject', 'patient', 'for'].some((field) => field in resource)

/** What comes along: people, organizations and products, and of what is about somebody only what a match refers to. */
const includedWith = (matches: readonly Resource[], records: readonly Resource[]) => {
  const text = JSON.stringify(matches)
  return records.filter((each) => !isAboutSomebody(each) || text.includes(`"${refTo(each)}"`))
}

/** A FHIR source that answers each search with all records of the type, whoever they belong to. */
const sourceClient = ({
  records,
  failing = {},
  incomplete = [],
}: Source): Pick<FhirClient, 'search' | 'read' | 'supports'> => ({
  supports: () => true,
  read(type, id) {
    const code = failing[type]
    if (code !== undefined) return Promise.reject(new FhirError(code))
    const found = records.filter(isType(type)).find((each) => each.id === id)
    return found === undefined ? Promise.reject(new FhirError('not-found')) : Promise.resolve(found)
  },
  search(type) {
    const code = failing[type]
    if (code !== undefined) return Promise.reject(new FhirError(code))
    const matches = records.filter(isType(type))
    return Promise.resolve({
      matches,
      included: new Map(includedWith(matches, records).map((each) => [refTo(each), each])),
      complete: !incomplete.includes(type),
    })
  },
})

/** The patient of a case. */
export const patient = 'Patient/p1'

/** When a case is asked, in Amsterdam 12-01-2026 09:31. */
export const now = new Date('2026-01-12T08:31:00Z')

/** Another source beside the own one; its patient has a reference of its own. */
export type OtherSource = Source & { readonly label: string; readonly patient: string | undefined }

const asSource = ({ label, patient: there, ...source }: OtherSource): RecordSource => ({
  label,
  own: false,
  client: sourceClient(source),
  patientOf: async () => there,
})

/** A reader of records over one source of the own record, and others. */
export const recordOver = (source: Source, ...others: readonly OtherSource[]) =>
  createRecordReader([ownSource('Apotheek', sourceClient(source)), ...others.map(asSource)])

/** Nothing is known of who the patient is, so no answer says it. */
const unknownPatient = () => Promise.reject(new FhirError('not-found'))

/** A context with readers over one source, or over those of a reader. */
export const clinicalContext = (
  source: Source,
  of = patient,
  at = now,
  language: 'nl' | 'en' = 'nl',
  record = recordOver(source),
) =>
  ({
    record,
    medications: createMedicationReader(record),
    allergies: createAllergyReader(record),
    careTeams: { patientLine: unknownPatient },
    patient: of,
    roomId: '!room',
    eventId: '$event',
    asker: {
      userId: '@jansen:zorg.example',
      member: {
        kind: 'professional',
        ref: 'PractitionerRole/jansen',
        practitioner: undefined,
        userIds: ['@jansen:zorg.example'],
        name: 'J. Jansen',
        functions: [],
        roleCodes: [],
        organization: undefined,
        phones: [],
        responsible: false,
        absences: [],
        current: true,
      },
    },
    t: messages[language],
    audience: 'professional' as const,
    lastList: async () => undefined,
    timeZone: 'Europe/Amsterdam',
    now: at,
    signal: new AbortController().signal,
  }) satisfies Context<AllergiePorts & MedicatiePorts & RecordPorts>

/** An answer as the reader sees it, with what goes beside it; anything but an answer is an error of the case. */
export const shown = (outcome: Outcome) => {
  if (outcome.kind !== 'answer') throw new Error(`expected an answer, got ${outcome.kind}`)
  return { ...outcome, text: toText(outcome.document) }
}

/** The arguments a person typed. */
export const typed = (...words: readonly string[]) => ({ words, options: {}, text: '' })

/** A whole client over these records; it writes nothing. */
export const clientOver = (records: readonly Resource[]): FhirClient => ({
  ...sourceClient({ records }),
  transaction: () => Promise.reject(new FhirError('forbidden')),
  update: () => Promise.reject(new FhirError('forbidden')),
  check: async () => undefined,
})
