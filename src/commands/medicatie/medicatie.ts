import type { Sourced } from '../../fhir/fhir.ts'
import type { MedicationReader } from '../../fhir/medication/medication.ts'
import type { MedicationOverview } from '../../fhir/medication/overview.ts'
import { code, paragraph } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { answeredSources, clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand, type Outcome } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { named } from './named.ts'
import { type MedicatieBlocks, type MedicatieView, medicatieBlocks, sizeOf } from './sections.ts'

/** What `!medicatie` reads from. */
export type MedicatiePorts = PatientLinePorts & { readonly medications: MedicationReader }

const ASKED = ['MedicationRequest', 'MedicationDispense', 'MedicationStatement']

const viewOf = ({ words }: Args): MedicatieView => {
  const name = words.join(' ').trim()
  const word = foldWord(name)
  if (word === '') return { kind: 'now' }
  if (word === 'alles' || word === 'all') return { kind: 'all' }
  if (word === 'gestopt' || word === 'stopped') return { kind: 'stopped' }
  return { kind: 'named', name }
}

const titleOf = (view: MedicatieView, { t }: Context) => {
  if (view.kind === 'stopped') return t.medicatie.titleStopped
  return view.kind === 'named' ? t.medicatie.titleNamed(cutWord(view.name)) : t.medicatie.title
}

/** The line a view goes on from, as `!meer` asks for it. */
const fromOf = ({ options }: Args): number => {
  const from = options['vanaf']
  return typeof from === 'string' && /^\d{1,4}$/u.test(from) ? Number(from) : 0
}

const whole = (...blocks: MedicatieBlocks['blocks']): MedicatieBlocks => ({
  blocks,
  shownOf: undefined,
})

const factBlocks = (
  sourced: Sourced<MedicationOverview>,
  view: MedicatieView,
  from: number,
  context: Context,
): MedicatieBlocks => {
  const { clinical, medicatie } = context.t
  const all = sourced.value
  if (sizeOf(all) === 0) {
    const where = answeredSources(sourced, context, ASKED)
    return whole(paragraph(clinical.nothingFound(where, stamp(context.now, context))))
  }
  if (view.kind !== 'named') return medicatieBlocks(all, view, from, context)
  const found = named(all, view.name, context)
  if (sizeOf(found) > 0) return medicatieBlocks(found, view, from, context)
  return whole(
    paragraph([medicatie.noMatch(cutWord(view.name), sizeOf(all)), code('!medicatie alles')]),
  )
}

const moreOf = (view: MedicatieView, { words }: Args, next: number): Args =>
  view.kind === 'now'
    ? { words: ['alles'], options: {}, text: '' }
    : { words, options: { vanaf: String(next) }, text: '' }

const answer = (
  sourced: Sourced<MedicationOverview>,
  patientLine: { readonly patientLine?: string },
  args: Args,
  context: Context,
): Outcome => {
  const { inError } = sourced.value
  const view = viewOf(args)
  const from = fromOf(args)
  const { blocks, shownOf } = factBlocks(sourced, view, from, context)
  const counted = inError === 0 ? [] : [paragraph(context.t.medicatie.inError(inError))]
  return clinicalAnswer(context, {
    title: titleOf(view, context),
    ...patientLine,
    sourced,
    blocks: [...blocks, ...counted],
    reads: readsOf(sourced, ASKED),
    asked: ASKED,
    ...(shownOf === undefined ? {} : { more: moreOf(view, args, from + shownOf) }),
  })
}

/** `!medicatie`: what this patient uses, what was stopped, and what nobody can say for sure. */
export const medicatie = defineCommand<MedicatiePorts>({
  name: 'medicatie',
  aliases: ['med', 'meds', 'medication', 'medicijnen'],
  access: 'read',
  place: 'room',
  options: ['vanaf'],
  summary: (t) => t.medicatie.summary,
  usage: (t) => t.medicatie.usage,
  examples: ['medicatie', 'medicatie alles', 'medicatie gestopt', 'medicatie metoprolol'],
  async run(context, args) {
    const { medications, patient, now, signal } = context
    const [sourced, patientLine] = await Promise.all([
      medications.overview(patient, now, signal),
      patientLineOf(context),
    ])
    return answer(sourced, patientLine, args, context)
  },
})
