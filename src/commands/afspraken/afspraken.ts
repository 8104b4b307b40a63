import type { Sourced } from '../../fhir/fhir.ts'
import {
  type AppointmentFacts,
  appointmentFacts,
  appointmentQuestions,
} from '../../fhir/plan/appointment.ts'
import type { Records } from '../../fhir/record/record.ts'
import type { Line } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import {
  askFacts,
  type FactPorts,
  factAnswer,
  type Told,
  unknownWord,
  unknownWordAnswer,
  wantsAll,
} from '../answer/fact-answer.ts'
import { inPlainWords } from '../answer/plain-words.ts'
import { answeredSources } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand, type Outcome } from '../command.ts'
import { layAppointments } from './lay.ts'
import { appointmentLine } from './line.ts'
import { withPlanned } from './planned.ts'

const ASKED = ['Appointment']
const EXAMPLES = ['afspraken', 'afspraken alles']

/** What was asked, and whether planned contacts were besides. */
type Asked = Told & { readonly isPlannedAsked: boolean }

const ask = async (context: Context<FactPorts>): Promise<Asked> => {
  const told = await askFacts(context, appointmentQuestions(context))
  const sourced = await withPlanned(told.sourced, context)
  return { ...told, sourced, isPlannedAsked: sourced !== told.sourced }
}

const professional = (
  told: Asked,
  found: AppointmentFacts,
  args: Args,
  context: Context,
): Outcome => {
  const { afspraken, clinical, facts } = context.t
  const { coming, cancelled, inError } = found
  const hasPlanned = coming.some(({ key }) => key.startsWith('Encounter/'))
  const where = answeredSources(told.sourced, context, ASKED)
  const when = stamp(context.now, context)
  const nothing = cancelled.length + inError === 0
  const none = nothing ? clinical.nothingFound(where, when) : afspraken.noneComing(where, when)
  const above: readonly Line[] = coming.length === 0 ? [[none]] : []
  return factAnswer(context, args, {
    title: afspraken.title,
    ...told,
    // Planned contacts that are known are told, also where no appointment could be asked for.
    asked: hasPlanned ? [...ASKED, 'Encounter'] : ASKED,
    besides: told.isPlannedAsked && !hasPlanned ? ['Encounter'] : [],
    above,
    sections: [
      {
        title: afspraken.sections.coming(coming.length),
        facts: coming.map((each) => appointmentLine(each, context)),
        critical: 0,
      },
      {
        title: afspraken.sections.cancelled(cancelled.length),
        facts: cancelled.map((each) => appointmentLine(each, context)),
        // Whoever goes to an appointment that was cancelled goes for nothing.
        critical: cancelled.length,
      },
    ],
    below: inError === 0 ? [] : [[facts.hidden(inError, 0)]],
  })
}

/** The sources that gave not all of it, each with why; when nothing came, also those that do not know the client. */
const missingIn = (
  { sources }: Sourced<Records>,
  isWhole: boolean,
  { t }: Pick<Context, 't'>,
): readonly string[] =>
  sources.flatMap(({ label, failed }) => {
    const lost = failed.filter(
      ({ code }) => isWhole || (code !== 'unknown-patient' && code !== 'not-agreed'),
    )
    const [first] = lost
    return first === undefined
      ? []
      : [t.clinical.failedWhole(label, t.clinical.failures[first.code])]
  })

/** `!afspraken`: what is in the diary; in plain words, and without the reasons, when the client or a relative reads along. */
export const afspraken = defineCommand<FactPorts>({
  name: 'afspraken',
  aliases: ['afspraak', 'agenda', 'appointments'],
  access: 'read',
  lay: true,
  place: 'room',
  options: [],
  summary: (t) => t.afspraken.summary,
  usage: (t) => t.afspraken.usage,
  examples: EXAMPLES,
  async run(context, args) {
    const unknown = unknownWord(args, [])
    if (unknown !== undefined) return unknownWordAnswer(unknown, EXAMPLES, context)
    const told = await ask(context)
    const { sourced } = told
    const found = appointmentFacts(sourced.value, context)
    const answer = professional(told, found, args, context)
    if (context.audience !== 'lay' || answer.kind !== 'answer') return answer
    const plain = inPlainWords(context)
    const missing = missingIn(sourced, answer.outcome === 'failed', plain)
    const answered = answeredSources(sourced, plain, ASKED)
    const state = {
      outcome: answer.outcome,
      answered,
      missing,
      all: wantsAll(args),
      patientLine: told.patientLine,
    }
    const { document, left } = layAppointments(found, state, plain)
    const { more, ...rest } = answer
    return left === 0 || more === undefined ? { ...rest, document } : { ...rest, document, more }
  },
})
