import { directiveFacts } from '../../fhir/directive/directive.ts'
import { medicationIn } from '../../fhir/medication/medication.ts'
import type { Treatment } from '../../fhir/medication/treatment.ts'
import { labFacts } from '../../fhir/observation/lab-result.ts'
import { appointmentFacts } from '../../fhir/plan/appointment.ts'
import { allergyFact } from '../../fhir/problem/allergy-fact.ts'
import { allergyOverview } from '../../fhir/problem/allergy-overview.ts'
import { SEVERE } from '../../fhir/problem/allergy-reaction.ts'
import { flagFacts } from '../../fhir/problem/flag.ts'
import { problemFacts } from '../../fhir/problem/problem.ts'
import type { Records } from '../../fhir/record/record.ts'
import { taskFacts } from '../../fhir/referral/task.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Fact, Inline, Line } from '../../reply/document.ts'
import { appointmentLine } from '../afspraken/line.ts'
import { allergyLine, noneLine } from '../allergie/line.ts'
import type { DateContext } from '../answer/date-words.ts'
import { labLine } from '../lab/line.ts'
import { labRows } from '../lab/rows.ts'
import { treatmentLine } from '../medicatie/line.ts'
import { sorted as mostDangerousFirst } from '../medicatie/sections.ts'
import { vitalLine } from '../metingen/line.ts'
import { vitalsIn } from '../metingen/records.ts'
import { isCritical, overview } from '../metingen/rows.ts'
import { problemLine } from '../problemen/line.ts'
import { isLate, taskLine } from '../taken/line.ts'
import { flagLine } from '../waarschuwingen/line.ts'
import { directiveLine } from '../wilsverklaring/line.ts'

/** What a summary tells under one heading. */
export type Part = {
  readonly name: keyof Messages['samenvatting']['parts']
  /** Resource types it is made of. */
  readonly types: readonly string[]
  /** The command that shows all of it. */
  readonly command: string
  /** Most dangerous first. */
  readonly facts: readonly Fact[]
  /** So many of them are never cut off. */
  readonly critical: number
  /** What is said of those that are not shown. */
  readonly notes: readonly (Inline | Line)[]
}

const alerts = (records: Records, context: DateContext): Part => {
  const { current } = flagFacts(records, context)
  return {
    name: 'alerts',
    types: ['Flag'],
    command: '!waarschuwingen',
    facts: current.map((each) => flagLine(each, context)),
    critical: current.length,
    notes: [],
  }
}

const directives = (records: Records, context: DateContext): Part => {
  const { current, lapsed } = directiveFacts(records, context)
  const { samenvatting, wilsverklaring } = context.t
  const told = current.some(({ treatment }) => treatment.code === 'resuscitation')
  return {
    name: 'directives',
    types: ['Consent'],
    command: '!wilsverklaring',
    facts: current.map((each) => directiveLine(each, context)),
    critical: current.length,
    notes: [
      ...(current.length === 0 || told ? [] : [wilsverklaring.noResuscitation]),
      ...(lapsed.length === 0 ? [] : [samenvatting.lapsed(lapsed.length)]),
    ],
  }
}

const allergies = (records: Records, context: DateContext): Part => {
  const { active, none, contradiction } = allergyOverview(
    records.of('AllergyIntolerance').map(allergyFact),
  )
  const grave = active.findLastIndex(
    ({ criticality, reactions }) =>
      criticality === 'high' || reactions.some(({ degree }) => degree >= SEVERE),
  )
  return {
    name: 'allergies',
    types: ['AllergyIntolerance'],
    command: '!allergie',
    facts: [
      ...active.map((fact) => ({ line: allergyLine(fact, context), about: [fact.key] })),
      ...none.map((fact) => ({ line: noneLine(fact, context), about: [fact.key] })),
    ],
    // A contradiction is seen only when both sides of it are.
    critical: contradiction ? active.length + none.length : grave + 1,
    notes: contradiction ? [context.t.allergie.contradiction] : [],
  }
}

const problems = (records: Records, context: DateContext): Part => {
  const { active } = problemFacts(records, context)
  return {
    name: 'problems',
    types: ['Condition', 'EpisodeOfCare'],
    command: '!problemen',
    facts: active.map((each) => problemLine(each, context)),
    critical: 0,
    notes: [],
  }
}

const isMarked = ({ state, differences, unknownModifier, elsewhere }: Treatment) =>
  state === 'unclear' ||
  state === 'interrupted' ||
  unknownModifier ||
  differences.length > 0 ||
  elsewhere.some(({ same }) => !same)

const medication = (records: Records, context: DateContext): Part => {
  const { treatments } = medicationIn(records, context)
  // In the order of !medicatie: that of the server says nothing.
  const now = mostDangerousFirst(
    treatments.filter(({ state }) => state !== 'over'),
    context,
  )
  const marked = now.filter(isMarked)
  const sorted = [...marked, ...now.filter((each) => !isMarked(each))]
  return {
    name: 'medication',
    types: ['MedicationRequest', 'MedicationDispense', 'MedicationStatement'],
    command: '!medicatie',
    facts: sorted.map((each) => ({
      line: treatmentLine(each, context, false),
      about: each.about,
    })),
    critical: 0,
    notes: marked.length === 0 ? [] : [context.t.samenvatting.marked(marked.length)],
  }
}

const vitals = (records: Records, context: DateContext): Part => {
  const rows = overview(vitalsIn(records), context)
  return {
    name: 'vitals',
    types: ['Observation'],
    command: '!metingen',
    facts: rows.map((row) => ({
      line: vitalLine(row, true, context),
      about: [...row.vital.keys, ...row.previous.flatMap(({ keys }) => keys)],
    })),
    critical: rows.filter(({ vital }) => isCritical(vital)).length,
    notes: [],
  }
}

const lab = (records: Records, context: DateContext): Part => {
  const rows = labRows(labFacts(records).results, context)
  const outside = rows.filter(({ fact }) => fact.danger !== undefined)
  const others = rows.length - outside.length
  return {
    name: 'lab',
    types: ['Observation', 'DiagnosticReport'],
    command: '!lab',
    facts: outside.map((each) => labLine(each, context)),
    critical: outside.filter(({ fact }) => fact.danger === 'critical').length,
    notes: outside.length === 0 && others > 0 ? [context.t.samenvatting.noAbnormal(others)] : [],
  }
}

const tasks = (records: Records, context: DateContext): Part => {
  const open = taskFacts(records).facts.filter(({ isOpen }) => isOpen)
  const late = open.filter((fact) => isLate(fact, context)).length
  return {
    name: 'tasks',
    types: ['Task'],
    command: '!taken',
    facts: open.map((fact) => ({ line: taskLine(fact, context), about: [fact.key] })),
    critical: 0,
    notes: late === 0 ? [] : [context.t.samenvatting.late(late)],
  }
}

const appointments = (records: Records, context: DateContext): Part => {
  const { coming, cancelled } = appointmentFacts(records, context)
  const { samenvatting } = context.t
  return {
    name: 'appointments',
    types: ['Appointment'],
    command: '!afspraken',
    facts: coming.map((each) => appointmentLine(each, context)),
    critical: 0,
    notes: cancelled.length === 0 ? [] : [samenvatting.cancelled(cancelled.length)],
  }
}

/** What a summary tells of a record, in the order in which it is shown. */
export const partsOf = (records: Records, context: DateContext): readonly Part[] =>
  [alerts, directives, allergies, problems, medication, vitals, lab, tasks, appointments].map(
    (make) => make(records, context),
  )
