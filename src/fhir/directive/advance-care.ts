import type { Goal, Observation, Procedure } from '@medplum/fhirtypes'
import { momentOf } from '../observation/moment.ts'
import { componentParts, type Reading, readingsOf } from '../observation/value.ts'
import { type FactOrigin, laterFirst, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { codesOf, conceptWords, hasUnknownModifier, list, SCT, textOf } from '../value/codes.ts'
import { type DeviceState, deviceFact } from './implanted-device.ts'

/** An answer to what was asked, with its name where one question has several. */
export type Answer = { readonly name: string | undefined; readonly reading: Reading }

/** What was talked about ahead of time, beside the directives: a wish, the aim of treatment, a talk, an implanted device. */
export type AdvanceCareFact = FactOrigin & {
  readonly kind: 'aim' | 'wish' | 'talk' | 'device'
  readonly name: string | undefined
  readonly answers: readonly Answer[]
  readonly status: string | undefined
  /** What became of a device; undefined for everything else. */
  readonly device: DeviceState | undefined
  readonly date: string | undefined
  readonly authors: readonly Agent[]
  readonly notes: readonly string[]
  readonly unknownModifier: boolean
}

/** All of it, newest first within a kind; what is no fact is counted. */
export type AdvanceCareFacts = {
  readonly facts: readonly AdvanceCareFact[]
  readonly inError: number
}

const WISHES = ['153851000146100', '395091006', '340171000146104', '247751003', '570801000146104']
const AIMS = ['385987000', '1351964001', '713148004']
const TALK = '713603004'

const roles = {
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
}

/** What to ask besides the directives (information standard Proactieve Zorgplanning, IKNL). */
export const advanceCareQuestions: readonly Question[] = [
  { type: 'Goal' },
  {
    type: 'Observation',
    params: {
      code: WISHES.map((code) => `${SCT}|${code}`).join(','),
      _include: ['Observation:performer'],
      ...roles,
    },
  },
  {
    type: 'Procedure',
    params: {
      code: `${SCT}|${TALK}`,
      _include: ['Procedure:encounter', 'Procedure:performer'],
      ...roles,
    },
  },
  { type: 'DeviceUseStatement', params: { _include: ['DeviceUseStatement:device'] } },
]

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()
const NO_WISH: ReadonlySet<unknown> = new Set(['cancelled'])
const CLOSED_AIM: ReadonlySet<unknown> = new Set(['completed', 'cancelled', 'rejected'])
const NO_TALK: ReadonlySet<unknown> = new Set(['not-done', 'stopped'])

const agentsOf = (
  references: readonly Parameters<typeof agentOf>[0][],
  { resource, included }: Found,
): readonly Agent[] => references.flatMap((each) => agentOf(each, resource, included) ?? [])

const unread: Answer = { name: undefined, reading: { kind: 'unreadable' } }

/** What was answered: in itself, in its parts, or in other records, which nobody reads here. */
const answersOf = (wish: Observation): readonly Answer[] => [
  ...readingsOf(wish).map((reading) => ({ name: undefined, reading })),
  ...componentParts(wish).map(({ name, reading }) => ({ name, reading })),
  ...(list(wish.hasMember).length === 0 ? [] : [unread]),
]

const wishFact = (found: Found<Observation>): AdvanceCareFact => {
  const { resource } = found
  const { start, end } = momentOf(resource)
  return {
    ...originOf(found),
    kind: 'wish',
    name: conceptWords(resource.code),
    answers: answersOf(resource),
    status: textOf(resource.status),
    device: undefined,
    date: end ?? start,
    authors: agentsOf(list(resource.performer), found),
    notes: notesOf(resource.note),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

const aimFact = (found: Found<Goal>): AdvanceCareFact => {
  const { resource } = found
  const text = conceptWords(resource.description)
  return {
    ...originOf(found),
    kind: 'aim',
    name: undefined,
    answers: text === undefined ? [] : [{ name: undefined, reading: { kind: 'text', text } }],
    status: textOf(resource.lifecycleStatus),
    device: undefined,
    date: textOf(resource.statusDate) ?? textOf(resource.startDate),
    authors: agentsOf([resource.expressedBy], found),
    notes: notesOf(resource.note),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

const talkFact = (found: Found<Procedure>): AdvanceCareFact => {
  const { resource } = found
  const { performedPeriod: period } = resource
  return {
    ...originOf(found),
    kind: 'talk',
    name: conceptWords(resource.code),
    answers: [],
    status: textOf(resource.status),
    device: undefined,
    date:
      textOf(resource.performedDateTime) ??
      textOf(period?.end) ??
      textOf(period?.start) ??
      textOf(resource.performedString),
    authors: agentsOf(
      list(resource.performer).map(({ actor }) => actor),
      found,
    ),
    notes: notesOf(resource.note),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

const ORDER: readonly AdvanceCareFact['kind'][] = ['aim', 'wish', 'talk', 'device']

const has = (codes: readonly string[], concept: Parameters<typeof codesOf>[0]) =>
  codesOf(concept).some((code) => codes.includes(code))

/** Reads the wishes, aims, talks and defibrillators of a patient; other goals and devices are left to other questions. */
export const advanceCareFacts = (records: Records): AdvanceCareFacts => {
  const found = {
    wishes: records.of('Observation').filter(({ resource }) => has(WISHES, resource.code)),
    aims: records.of('Goal').filter(({ resource }) => has(AIMS, resource.description)),
    talks: records.of('Procedure').filter(({ resource }) => has([TALK], resource.code)),
    devices: records.of('DeviceUseStatement'),
  }
  const facts = [
    ...found.aims.map(aimFact).filter(({ status }) => !CLOSED_AIM.has(status)),
    ...found.wishes.map(wishFact).filter(({ status }) => !NO_WISH.has(status)),
    ...found.talks.map(talkFact).filter(({ status }) => !NO_TALK.has(status)),
    ...found.devices.flatMap((each): readonly AdvanceCareFact[] => {
      const device = deviceFact(each)
      return device === undefined ? [] : [{ ...device, kind: 'device', answers: [] }]
    }),
  ]
  const real = facts.filter(({ status }) => status !== 'entered-in-error')
  return {
    facts: real.toSorted(
      (one, other) =>
        ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || laterFirst(one.date, other.date),
    ),
    inError: facts.length - real.length,
  }
}
