import type { Sourced } from '../fhir/fhir.ts'
import type { MedicationReader } from '../fhir/medication.ts'
import type { MedicationOverview } from '../fhir/medication-overview.ts'
import { type Block, code, paragraph } from '../reply/document.ts'
import { type Args, type Context, defineCommand, type Outcome } from './command.ts'
import { stamp } from './date-words.ts'
import { type MedicatieView, medicatieBlocks, named, sizeOf } from './medicatie-sections.ts'
import { foldWord } from './normalize.ts'
import { answeredSources, clinicalAnswer, readsOf } from './skeleton.ts'

/** What `!medicatie` reads from. */
export type MedicatiePorts = { readonly medications: MedicationReader }

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
  return view.kind === 'named' ? t.medicatie.titleNamed(view.name) : t.medicatie.title
}

const factBlocks = (
  sourced: Sourced<MedicationOverview>,
  view: MedicatieView,
  context: Context,
): readonly Block[] => {
  const { clinical, medicatie } = context.t
  const all = sourced.value
  if (sizeOf(all) === 0) {
    const where = answeredSources(sourced, context)
    return [paragraph(clinical.nothingFound(where, stamp(context.now, context)))]
  }
  if (view.kind !== 'named') return medicatieBlocks(all, view, context)
  const found = named(all, view.name, context)
  if (sizeOf(found) > 0) return medicatieBlocks(found, view, context)
  return [paragraph([medicatie.noMatch(view.name, sizeOf(all)), code('!medicatie alles')])]
}

const answer = (
  sourced: Sourced<MedicationOverview>,
  view: MedicatieView,
  context: Context,
): Outcome => {
  const { inError } = sourced.value
  const blocks = [
    ...factBlocks(sourced, view, context),
    ...(inError === 0 ? [] : [paragraph(context.t.medicatie.inError(inError))]),
  ]
  return clinicalAnswer(context, {
    title: titleOf(view, context),
    sourced,
    blocks,
    reads: readsOf(sourced, ASKED),
    asked: ASKED,
  })
}

/** `!medicatie`: what this patient uses, what was stopped, and what nobody can say for sure. */
export const medicatie = defineCommand<MedicatiePorts>({
  name: 'medicatie',
  aliases: ['med', 'meds', 'medication', 'medicijnen'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.medicatie.summary,
  usage: (t) => t.medicatie.usage,
  examples: ['medicatie', 'medicatie alles', 'medicatie gestopt', 'medicatie metoprolol'],
  async run(context, args) {
    const { medications, patient, now, signal } = context
    return answer(await medications.overview(patient, now, signal), viewOf(args), context)
  },
})
