import { allergyQuestions } from '../fhir/allergy.ts'
import { appointmentQuestions } from '../fhir/appointment.ts'
import type { Team } from '../fhir/care-team.ts'
import { directiveQuestions } from '../fhir/directive.ts'
import type { Sourced, SourceState } from '../fhir/fhir.ts'
import { flagQuestions } from '../fhir/flag.ts'
import { labQuestions } from '../fhir/lab-result.ts'
import { medicationQuestions } from '../fhir/medication.ts'
import { vitalQuestions } from '../fhir/observation.ts'
import { problemQuestions } from '../fhir/problem.ts'
import type { Question } from '../fhir/record.ts'
import { taskQuestions } from '../fhir/task.ts'
import { code, paragraph } from '../reply/document.ts'
import { type Context, defineCommand, type RecordPorts } from './command.ts'
import { patientLineOf } from './patient-line.ts'
import { partBlocks, shownOf } from './samenvatting-blocks.ts'
import { partsOf } from './samenvatting-parts.ts'
import { type TeamPorts, teamFor, teamPart } from './samenvatting-team.ts'
import { inTime } from './samenvatting-time.ts'
import { shownRefs } from './shown-refs.ts'
import { clinicalAnswer, readsOf } from './skeleton.ts'
import { repeated, typedIn } from './typed-words.ts'

/** What `!samenvatting` needs. */
export type SamenvattingPorts = RecordPorts & TeamPorts

const questionsOf = (context: Context): readonly Question[] => [
  // Those of problems ask for the same Conditions.
  ...flagQuestions.filter(({ type }) => type === 'Flag'),
  ...directiveQuestions,
  ...allergyQuestions,
  ...problemQuestions,
  ...medicationQuestions,
  ...vitalQuestions([]),
  ...labQuestions,
  ...taskQuestions,
  ...appointmentQuestions(context),
]

/** The care team is of the own record, which stands first. */
const withTeam = <T>(rest: Sourced<T>, team: Sourced<Team>): Sourced<T> => {
  const failed = team.sources.flatMap((each) => each.failed)
  const [own, ...others] = rest.sources
  const sources: readonly SourceState[] =
    own === undefined ? team.sources : [{ ...own, failed: [...own.failed, ...failed] }, ...others]
  return {
    value: rest.value,
    sources,
    foreign: [...new Set([...rest.foreign, ...team.foreign])],
    refs: [...rest.refs, ...team.refs],
  }
}

/** `!samenvatting`: the whole record on one page; alerts, directives and high allergies always complete. */
export const samenvatting = defineCommand<SamenvattingPorts>({
  name: 'samenvatting',
  aliases: ['summary', 'bgz', 'overzicht'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.samenvatting.summary,
  usage: (t) => t.samenvatting.usage,
  examples: ['samenvatting'],
  async run(context, args) {
    const { t, record, patient, presence, roomId, signal } = context
    const typed = typedIn(args)
    if (typed !== '') {
      const line = [t.meer.noWords(repeated(typed)), code('!samenvatting'), t.meer.end]
      return { kind: 'misused', document: [paragraph(line)] }
    }
    const questions = questionsOf(context)
    const rest = record.ask(patient, questions, signal)
    const [records, team, present, patientLine] = await Promise.all([
      rest,
      teamFor(context, rest),
      inTime(() => presence(roomId), rest, signal),
      inTime((until) => patientLineOf({ ...context, signal: until }), rest, signal),
    ])
    const sourced = withTeam(records, team)
    const parts = [...partsOf(records.value, context), teamPart(team.value, present, context)]
    const asked = [...new Set([...questions.map(({ type }) => type), 'CareTeam'])]
    const keys = parts.flatMap((part) => shownOf(part).flatMap(({ about }) => about))
    return clinicalAnswer(context, {
      ...patientLine,
      title: t.samenvatting.title,
      sourced: { ...sourced, refs: shownRefs(sourced.refs, keys) },
      blocks: partBlocks(parts, sourced, context),
      reads: readsOf(sourced, asked),
      asked,
    })
  },
})
