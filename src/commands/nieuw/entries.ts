import { directiveFacts } from '../../fhir/directive/directive.ts'
import { medicationIn } from '../../fhir/medication/medication.ts'
import { labFacts } from '../../fhir/observation/lab-result.ts'
import { allergyFact } from '../../fhir/problem/allergy-fact.ts'
import { allergyOverview } from '../../fhir/problem/allergy-overview.ts'
import { flagFacts } from '../../fhir/problem/flag.ts'
import { problemFacts } from '../../fhir/problem/problem.ts'
import type { News } from '../../fhir/record/news.ts'
import type { Records } from '../../fhir/record/record.ts'
import { taskFacts } from '../../fhir/referral/task.ts'
import type { Fact } from '../../reply/document.ts'
import { allergyLine, noneLine } from '../allergie/line.ts'
import type { DateContext } from '../answer/date-words.ts'
import { labLine, labReportLine } from '../lab/line.ts'
import { treatmentLine } from '../medicatie/line.ts'
import { looseLine } from '../medicatie/loose-line.ts'
import { vitalLine } from '../metingen/line.ts'
import { vitalsIn } from '../metingen/records.ts'
import { isCritical } from '../metingen/rows.ts'
import { episodeLine, excludedLine, problemLine } from '../problemen/line.ts'
import { taskLine } from '../taken/line.ts'
import { flagLine } from '../waarschuwingen/line.ts'
import { directiveLine, lapsedLine } from '../wilsverklaring/line.ts'

/** Under which heading something new stands; they are shown in this order, most dangerous first (S14). */
export const newsSections = [
  'alerts',
  'directives',
  'allergies',
  'medication',
  'results',
  'vitals',
  'problems',
  'tasks',
  'appointments',
  'plans',
  'reports',
  'other',
] as const

/** What may be new, on one line: in the words of the command that shows all of its kind. */
export type Entry = {
  readonly section: (typeof newsSections)[number]
  /** Never cut off. */
  readonly critical: boolean
  /** Keys of the records it is about: it is new when one of them is. */
  readonly keys: readonly string[]
  readonly fact: Fact
}

const entry =
  (section: Entry['section'], critical: boolean) =>
  (fact: Fact): Entry => ({ section, critical, keys: fact.about, fact })

const alerts = (records: Records, context: DateContext): readonly Entry[] => {
  const { current, ended } = flagFacts(records, context)
  return [...current, ...ended].map((each) => ({
    // The problem a warning is about has a line of its own.
    ...entry('alerts', each.state !== 'ended')(flagLine(each, context)),
    keys: [each.key],
  }))
}

const directives = (records: Records, context: DateContext): readonly Entry[] => {
  const { current, lapsed } = directiveFacts(records, context)
  return [
    ...current.map((each) => entry('directives', true)(directiveLine(each, context))),
    ...lapsed.map((each) => entry('directives', true)(lapsedLine(each, context))),
  ]
}

const allergies = (records: Records, context: DateContext): readonly Entry[] => {
  const { active, none, inactive } = allergyOverview(
    records.of('AllergyIntolerance').map(allergyFact),
  )
  return [...active, ...none, ...inactive].map((fact) => {
    const line = fact.none === undefined ? allergyLine(fact, context) : noneLine(fact, context)
    return entry('allergies', active.includes(fact))({ line, about: [fact.key] })
  })
}

const medication = (records: Records, context: DateContext): readonly Entry[] => {
  const { treatments, proposals, bare } = medicationIn(records, context)
  const isUrgent = ({ state, differences }: (typeof treatments)[number]) =>
    state !== 'current' || differences.length > 0
  return [
    ...treatments.map((each) =>
      entry(
        'medication',
        isUrgent(each),
      )({ line: treatmentLine(each, context, false), about: each.about }),
    ),
    ...[...proposals, ...bare].map((fact) =>
      entry('medication', fact.forbidden)({ line: looseLine(fact, context), about: [fact.key] }),
    ),
  ].toSorted((a, b) => Number(b.critical) - Number(a.critical))
}

const results = (records: Records, context: DateContext): readonly Entry[] => {
  const lab = labFacts(records)
  return [
    ...lab.results.map((fact) =>
      entry(
        'results',
        fact.danger !== undefined,
      )(labLine({ fact, previous: undefined, order: undefined }, context)),
    ),
    ...lab.reports.map((each) => entry('results', false)(labReportLine(each, context))),
  ].toSorted((a, b) => Number(b.critical) - Number(a.critical))
}

const vitals = (records: Records, context: DateContext): readonly Entry[] =>
  vitalsIn(records)
    .map((vital) => {
      const line = vitalLine({ vital, previous: [], order: undefined }, true, context)
      return entry('vitals', isCritical(vital))({ line, about: vital.keys })
    })
    .toSorted((a, b) => Number(b.critical) - Number(a.critical))

const problems = (records: Records, context: DateContext): readonly Entry[] => {
  const { active, inactive, excluded, episodes } = problemFacts(records, context)
  return [
    ...[...active, ...inactive].map((each) => ({
      ...entry('problems', false)(problemLine(each, context)),
      keys: [each.key],
    })),
    ...excluded.map((each) => ({
      ...entry('problems', false)(excludedLine(each, context)),
      keys: [each.key],
    })),
    ...episodes.map((each) => entry('problems', false)(episodeLine(each, context))),
  ]
}

const tasks = (records: Records, context: DateContext): readonly Entry[] =>
  taskFacts(records).facts.map((fact) =>
    entry(
      'tasks',
      (fact.isUrgent || fact.isForbidden) && fact.isOpen,
    )({ line: taskLine(fact, context), about: [fact.key] }),
  )

/** Everything of a record that has a line of its own kind, in the order of danger. */
export const entriesOf = (records: Records, context: DateContext): readonly Entry[] =>
  [alerts, directives, allergies, medication, results, vitals, problems, tasks].flatMap((make) =>
    make(records, context),
  )

/** Those entries of which something changed. */
export const newEntries = (entries: readonly Entry[], { changed }: News): readonly Entry[] =>
  entries.filter(({ keys }) => keys.some((key) => changed.has(key)))
