import {
  isRepeatDraft,
  type RepeatDraft,
  repeatBundle,
  repeatIdentifier,
} from '../../fhir/medication/repeat-proposal.ts'
import type { Treatment } from '../../fhir/medication/treatment.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { partsOfKey } from '../../fhir/server/source.ts'
import { heading, paragraph, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { stamp } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import { readsOf } from '../answer/skeleton.ts'
import {
  type Args,
  type Context,
  defineCommand,
  type Outcome,
  type RecordPorts,
  type WriterPorts,
} from '../command.ts'
import { doseWords } from '../medicatie/dose.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { aboutLine } from '../writing/about-line.ts'
import { inNameOf } from '../writing/in-name-of.ts'
import { takeBack } from '../writing/undoing.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  patientOf,
  previewOf,
  referenceLine,
  textParts,
  type WritingPorts,
} from '../writing/writing.ts'
import { repeatAnswers } from './answers.ts'
import {
  isForeign,
  type MedicationNow,
  medicationNow,
  obstacleOf,
  pharmacyOf,
  refsOf,
  repeatOf,
} from './medicine.ts'
import { nameOf } from './name-words.ts'
import { notesOf, openProposal } from './notes.ts'
import { problemWords } from './problem-words.ts'
import { readRepeat } from './request.ts'
import { meant } from './which.ts'
import { type RepeatWish, wishOf } from './wish.ts'

/** What `!herhaalrecept` needs besides the context. */
export type HerhaalreceptPorts = WritingPorts & WriterPorts & RecordPorts

type Here = Context<HerhaalreceptPorts>

const LONGEST_COMMENT = 500
/** The name of the medicine may be typed as the list shows it. */
const LONGEST_NAME = 200
const ASKED = ['MedicationRequest', 'MedicationDispense', 'MedicationStatement']

const preview = async (
  wish: RepeatWish,
  treatment: Treatment,
  read: MedicationNow,
  requester: string,
  context: Here,
): Promise<Outcome> => {
  const { t, asker, patient, now, timeZone } = context
  const { herhaalrecept } = t
  const reads = ['Patient', ...readsOf(read.sourced, ASKED)]
  const repeat = repeatOf(treatment, read, context)
  if (repeat === undefined) return misused(herhaalrecept.obstacles['no-agreement'])
  const line = await patientOf(context)
  if ('code' in line)
    return notWritten(t.writing.patientDown(t.clinical.failures[line.code]), reads)
  const open = openProposal(treatment, read)
  const pharmacy = pharmacyOf(treatment, read)
  const { amount, comment } = wish
  const said = textParts(comment, {
    line: herhaalrecept.comment,
    below: herhaalrecept.commentBelow,
  })
  const dose = doseWords(treatment.main.dose, context, treatment.main.period)
  const shown = {
    what: herhaalrecept.what,
    deed: 'record',
    patient: line.line,
    lines: [
      [strong(herhaalrecept.medicine(cutText(repeat.name, context)))],
      ...dose.map((words) => herhaalrecept.dose(cutText(words, context))),
      amount === undefined
        ? herhaalrecept.noAmount
        : herhaalrecept.amount(herhaalrecept.units[amount.unit](String(amount.value))),
      ...(comment === '' ? [] : said.item),
      pharmacy === undefined
        ? herhaalrecept.noPharmacy
        : herhaalrecept.pharmacy(cutText(pharmacy.name, context)),
      herhaalrecept.by(personWords(asker.member, asker.userId)),
    ],
    below: comment === '' ? [] : said.below,
    notes: notesOf(treatment, read, context),
  } as const
  const draft: RepeatDraft = {
    patient,
    requester,
    ...repeat,
    ...(pharmacy === undefined ? {} : { pharmacy }),
    ...(amount === undefined ? {} : { amount }),
    ...(comment === '' ? {} : { comment }),
    authoredOn: dateTimeIn(timeZone, now),
  }
  return {
    kind: 'confirm',
    preview: previewOf(shown, context),
    draft,
    refs: refsOf([treatment], read, open === undefined ? [] : [open.key]),
    reads,
  }
}

/** Proposes a repeat of a medicine that is in use: never an order, and never of what was stopped or is unclear. */
export const herhaalrecept = defineCommand<HerhaalreceptPorts>({
  name: 'herhaalrecept',
  aliases: ['recept', 'herhaal', 'refill', 'repeat'],
  access: 'write',
  lay: true,
  place: 'room',
  verbatim: true,
  options: [],
  summary: (t) => t.herhaalrecept.summary,
  usage: (t) => t.herhaalrecept.usage,
  examples: ['herhaalrecept 3 30', 'herhaalrecept metoprolol 90 voor de vakantie'],

  async run(context, args: Args) {
    const { t, asker, patient } = context
    const requester = inNameOf(asker, patient)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    if (holdsBsn(args)) return misused(t.writing.bsn)
    const request = readRepeat(args)
    if (request === undefined) return repeatAnswers(context)
    if (request.which.kind === 'line') {
      const early = wishOf(request)
      if ('problem' in early) return misused(problemWords(early, context))
    }
    const read = await medicationNow(context)
    const found = await meant(request, read, context)
    const typed = request.rest.length + request.text.length
    if ('said' in found && typed > LONGEST_COMMENT + LONGEST_NAME)
      return misused(t.writing.tooLong(typed, LONGEST_COMMENT))
    if ('said' in found) return { ...found.said, reads: readsOf(read.sourced, ASKED) }
    const wish = wishOf(request, nameOf(found.treatment.main, context))
    if ('problem' in wish)
      return {
        ...misused(problemWords(wish, context)),
        refs: refsOf([found.treatment], read),
        reads: readsOf(read.sourced, ASKED),
      }
    const { length } = wish.comment
    if (length > LONGEST_COMMENT) return misused(t.writing.tooLong(length, LONGEST_COMMENT))
    const obstacle = obstacleOf(found.treatment, read)
    if (obstacle !== undefined)
      return {
        ...misused(t.herhaalrecept.obstacles[obstacle]),
        // That sources are silent tells nothing of what they hold.
        refs: obstacle === 'incomplete' ? [] : refsOf([found.treatment], read),
        reads: readsOf(read.sourced, ASKED),
      }
    return preview(wish, found.treatment, read, requester, context)
  },

  async carryOut(context, draft, promptId) {
    const { t, patient, asker, writer, signal, now } = context
    const fits =
      isRepeatDraft(draft) &&
      draft.patient === patient &&
      draft.requester === inNameOf(asker, patient)
    if (!fits) return changedSince(context)
    // It may have been stopped since it was shown.
    const read = await medicationNow(context)
    const treatment = read.sourced.value.treatments.find(({ main }) => main.key === draft.key)
    const obstacle = treatment === undefined ? 'stopped' : obstacleOf(treatment, read)
    const { obstacles, changed, done, doneElsewhere } = t.herhaalrecept
    const isOthers =
      partsOfKey(draft.key).label !== undefined ||
      (treatment !== undefined && isForeign(refsOf([treatment], read)))
    if (obstacle !== undefined)
      return {
        kind: 'failed',
        // This stays in the room, and what another source says need not.
        document: [
          paragraph(isOthers && obstacle !== 'incomplete' ? changed : obstacles[obstacle]),
        ],
        code: obstacle,
        ...(obstacle === 'incomplete' ? {} : { final: true }),
      }
    const [written, about] = await Promise.all([
      writer.create(repeatBundle(draft, promptId), signal),
      aboutLine(context),
    ])
    return carriedAs(
      written,
      t.herhaalrecept.what,
      (refs) => [
        heading(
          partsOfKey(draft.key).label === undefined
            ? done(stamp(now, context), cutText(draft.name, context))
            : doneElsewhere(stamp(now, context)),
          ...about,
          referenceLine(refs, context),
        ),
      ],
      context,
    )
  },

  undo: (context, refs) => takeBack(context, refs, context.t.herhaalrecept.what),
  ownIdentifiers: (draft, promptId) => (isRepeatDraft(draft) ? [repeatIdentifier(promptId)] : []),
})
