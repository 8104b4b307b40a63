import {
  handoverBundle,
  handoverIdentifiers,
  isHandoverDraft,
} from '../../fhir/timeline/handover-draft.ts'
import { heading } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { defineCommand } from '../command.ts'
import { noteTakenBack, placeOf } from '../taak/carry.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { undoRequest } from '../verwijs/undo.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  referenceLine,
  requesterOf,
} from '../writing/writing.ts'
import { draftHandover } from './draft.ts'
import type { OverdrachtPorts } from './ports.ts'
import { findRecipient } from './recipient.ts'
import { askReason, askRequest, readHandover, textLimit } from './request.ts'

/** `!overdracht`: a handover drafted from the record, completed by the clinician, sent as a letter with a task. */
export const overdracht = defineCommand<OverdrachtPorts>({
  name: 'overdracht',
  aliases: ['overdragen', 'handover', 'sbar'],
  access: 'write',
  drafts: true,
  place: 'room',
  options: ['naar'],
  summary: (t) => t.overdracht.summary,
  usage: (t) => t.overdracht.usage,
  examples: ['overdracht', 'overdracht naar thuiszorg'],
  async run(context, args) {
    const { t, asker } = context
    const requester = requesterOf(asker)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    const asked = readHandover(args)
    // The draft itself is of the record; only what somebody types is judged here.
    if (holdsBsn({ ...args, options: { ...args.options, concept: '' } }))
      return misused(t.writing.bsn)
    const tooLong = [asked.reason, asked.request, asked.said]
      .map((text) => Array.from(text ?? '').length)
      .find((length) => length > textLimit)
    if (tooLong !== undefined) return misused(t.overdracht.tooLong(tooLong, textLimit))
    const found = await findRecipient(context, asked)
    if (found.kind === 'outcome') return found.outcome
    const { reason, request } = asked
    if (reason === undefined) return askReason(context, found.target, asked)
    if (request === undefined) return askRequest(context, found.target, { ...asked, reason })
    return draftHandover(context, { ...asked, reason, request }, found.target, requester)
  },
  async carryOut(context, draft, promptId) {
    const { t, patient, asker, writer, follow, now, signal } = context
    if (
      !isHandoverDraft(draft) ||
      draft.patient !== patient ||
      draft.requester !== requesterOf(asker)
    )
      return changedSince(context)
    const written = await writer.create(handoverBundle(draft, promptId), signal)
    const task =
      written.kind === 'written'
        ? written.refs.find(({ ref }) => ref.startsWith('Task/'))
        : undefined
    if (task !== undefined)
      await follow.add(
        {
          ref: task.ref,
          versionId: task.versionId,
          kind: 'task',
          requesterName: asker.member.name ?? asker.userId,
          owner: { ref: draft.target.owner, name: draft.target.name, userIds: [] },
          dueAt: undefined,
          isUrgent: false,
          at: Date.parse(draft.authoredOn),
        },
        placeOf(context),
      )
    return carriedAs(
      written,
      t.overdracht.what,
      (refs) => [
        heading(
          t.overdracht.done(stamp(now, context), draft.target.name),
          ...(task === undefined ? [] : [t.overdracht.followed]),
          referenceLine(refs, context),
        ),
      ],
      context,
    )
  },
  undo: async (context, refs) => {
    const { what, undoTaken: taken, undoCall: call } = context.t.overdracht
    return noteTakenBack(context, await undoRequest(context, refs, { what, taken, call }))
  },
  ownIdentifiers: (draft, promptId) =>
    isHandoverDraft(draft) ? handoverIdentifiers(promptId) : [],
})
