import type {
  AuditEvent,
  AuditEventAgent,
  AuditEventEntity,
  AuditEventEntityDetail,
  Coding,
} from '@medplum/fhirtypes'
import type { AuditEntry, AuditLine } from '../store/store.ts'

const hl7 = 'http://terminology.hl7.org/CodeSystem'
const dicom = 'http://dicom.nema.org/resources/ontology/DCM'

type Kind = {
  readonly type: Coding
  readonly subtype?: Coding
  readonly action: NonNullable<AuditEvent['action']>
}

const rest: Coding = { system: `${hl7}/audit-event-type`, code: 'rest' }
const interaction = (code: string): Coding => ({
  system: 'http://hl7.org/fhir/restful-interaction',
  code,
})
const concept = (code: string, display: string): Coding => ({ system: dicom, code, display })

const query = concept('110112', 'Query')
const alert = concept('110113', 'Security Alert')
const rights = concept('110137', 'User Security Attributes Changed')
const patientRecord = concept('110110', 'Patient Record')

/** What kind of event each line is. Whether something written is new is not kept, so that every write is an update. */
const kinds: Readonly<Record<AuditEntry['action'], Kind>> = {
  command: { type: query, action: 'E' },
  denial: { type: alert, action: 'E' },
  read: { type: rest, subtype: interaction('search-type'), action: 'R' },
  write: { type: rest, subtype: interaction('update'), action: 'U' },
  drop: { type: alert, action: 'E' },
  invite: { type: alert, subtype: rights, action: 'E' },
  remove: { type: alert, subtype: rights, action: 'E' },
  notice: { type: patientRecord, action: 'E' },
  redact: { type: patientRecord, action: 'D' },
}

const done: ReadonlySet<string> = new Set(['ok', 'confirm', 'choose', 'again', 'cancelled'])

/** Success, less than all of it, or not done (http://hl7.org/fhir/audit-event-outcome). */
const outcomeOf = ({ action, outcome }: AuditLine): NonNullable<AuditEvent['outcome']> => {
  if (action === 'denial') return '8'
  if (done.has(outcome)) return '0'
  return ['partial', 'misused', 'other-patient'].includes(outcome) ? '4' : '8'
}

const roleSystems: Readonly<Record<string, string>> = {
  uzi: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode',
  sct: 'http://snomed.info/sct',
}

const rolesOf = ({ codes = '' }: AuditLine): AuditEventAgent['role'] =>
  codes.split(' ').flatMap((token) => {
    const [word = '', code] = token.split(':')
    const system = roleSystems[word]
    return system === undefined || code === undefined ? [] : [{ coding: [{ system, code }] }]
  })

const system = 'system'

const personOf = (line: AuditLine): AuditEventAgent => {
  const { who, role } = line
  const roles = rolesOf(line) ?? []
  const server = who.slice(who.indexOf(':') + 1)
  return {
    ...(role === undefined ? {} : { who: { reference: role } }),
    altId: who,
    requestor: true,
    ...(roles.length === 0 ? {} : { role: roles }),
    ...(server === '' ? {} : { network: { address: server, type: '1' } }),
  }
}

const botOf = ({ who, version }: AuditLine): AuditEventAgent => ({
  type: { coding: [concept('110150', 'Application')] },
  who: { display: version === undefined ? 'zorgbot' : `zorgbot ${version}` },
  requestor: who === system,
})

const objectRole = (code: string): Coding => ({ system: `${hl7}/object-role`, code })
const objectType = (code: string): Coding => ({ system: `${hl7}/audit-entity-type`, code })

const details = (line: AuditLine): readonly AuditEventEntityDetail[] =>
  Object.entries({
    [line.action]: line.what,
    source: line.source,
    rule: line.rule,
    room: line.roomId,
    event: line.eventId,
    line: String(line.seq),
    hash: line.hash,
  }).flatMap(([type, valueString]) => (valueString ? [{ type, valueString }] : []))

const literal = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/

const entitiesOf = (line: AuditLine): AuditEventEntity[] => [
  ...(line.patient === undefined
    ? []
    : [{ what: { reference: line.patient }, type: objectType('1'), role: objectRole('1') }]),
  ...(line.action === 'write' && literal.test(line.what)
    ? [{ what: { reference: line.what }, type: objectType('2'), role: objectRole('4') }]
    : []),
  { type: objectType('2'), role: objectRole('24'), detail: [...details(line)] },
]

/**
 * A line of the trail as a FHIR R4 AuditEvent (NEN 7513): the patient by logical reference alone, with nothing of what the
 * record says. Somebody who asks does so for treatment; what the bot did unasked has no purpose of its own.
 */
export const auditEventOf = (line: AuditLine): AuditEvent => {
  const { action, at, outcome, who } = line
  const kind = kinds[action]
  const treatment = { system: `${hl7}/v3-ActReason`, code: 'TREAT' }
  return {
    resourceType: 'AuditEvent',
    type: kind.type,
    ...(kind.subtype === undefined ? {} : { subtype: [kind.subtype] }),
    action: kind.action,
    recorded: new Date(at).toISOString(),
    outcome: outcomeOf(line),
    outcomeDesc: outcome,
    ...(who === system ? {} : { purposeOfEvent: [{ coding: [treatment] }] }),
    agent: who === system ? [botOf(line)] : [personOf(line), botOf(line)],
    source: {
      observer: { display: 'zorgbot' },
      type: [{ system: `${hl7}/security-source-type`, code: '4' }],
    },
    entity: entitiesOf(line),
  }
}
