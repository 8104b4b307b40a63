import { directiveQuestions } from '../../fhir/directive/directive.ts'
import type { Sourced, SourceState } from '../../fhir/fhir.ts'
import { medicationQuestions } from '../../fhir/medication/medication.ts'
import { labQuestions } from '../../fhir/observation/lab-result.ts'
import { vitalQuestions } from '../../fhir/observation/observation.ts'
import { appointmentQuestions } from '../../fhir/plan/appointment.ts'
import { allergyQuestions } from '../../fhir/problem/allergy.ts'
import { flagQuestions } from '../../fhir/problem/flag.ts'
import { problemQuestions } from '../../fhir/problem/problem.ts'
import type { Question, Records } from '../../fhir/record/record.ts'
import { taskQuestions } from '../../fhir/referral/task.ts'
import type { Team } from '../../fhir/team/care-team.ts'
import { code, paragraph } from '../../reply/document.ts'
import { withPlanned } from '../afspraken/planned.ts'
import { patientLineOf } from '../answer/patient-line.ts'
import { shownRefs } from '../answer/shown-refs.ts'
import { clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import { type Context, defineCommand, type RecordPorts } from '../command.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'
import { partBlocks, shownOf } from './blocks.ts'
import { partsOf } from './parts.ts'
import { type TeamPorts, teamFor, teamPart } from './team.ts'
import { inTime } from './time.ts'

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

/** Everything at once, and the planned contacts that `!afspraken` tells. */
const askAll = async (
  context: Context<SamenvattingPorts>,
  questions: readonly Question[],
): Promise<Sourced<Records>> => {
  const { record, patient, signal } = context
  return withPlanned(await record.ask(patient, questions, signal), context)
}

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
    const { t, presence, roomId, signal } = context
    const typed = typedIn(args)
    if (typed !== '') {
      const line = [t.meer.noWords(repeated(typed)), code('!samenvatting'), t.meer.end]
      return { kind: 'misused', document: [paragraph(line)] }
    }
    const questions = questionsOf(context)
    const rest = askAll(context, questions)
    const [records, team, present, patientLine] = await Promise.all([
      rest,
      teamFor(context, rest),
      inTime(() => presence(roomId), rest, signal),
      inTime((until) => patientLineOf({ ...context, signal: until }), rest, signal),
    ])
    const sourced = withTeam(records, team)
    const parts = [...partsOf(records.value, context), teamPart(team.value, present, context)]
    // That no contact was found says nothing about the record when nothing else could be read.
    const besides =
      records.value.of('Encounter').length > 0 ? ['Encounter', 'CareTeam'] : ['CareTeam']
    const asked = [...new Set([...questions.map(({ type }) => type), ...besides])]
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
