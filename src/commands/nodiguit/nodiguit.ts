import { dateTimeIn } from '../../fhir/referral/time.ts'
import { isTeamDraft, withoutPerson, withPerson } from '../../fhir/team/draft.ts'
import { code, heading, paragraph } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { type Carried, type Context, defineCommand } from '../command.ts'
import { failureOf } from '../writing/undoing.ts'
import { carriedAs, changedSince, misused, referenceLine } from '../writing/writing.ts'
import { findPerson } from './find.ts'
import type { NodiguitPorts } from './ports.ts'
import { previewInvitation } from './preview.ts'
import { readInvitation, roleLimit } from './request.ts'

/** Without versions: what follows from a team is brought in step when its change is read back from the record. */
const unversioned = (carried: Carried): Carried =>
  carried.kind === 'done' ? { ...carried, refs: carried.refs.map(({ ref }) => ({ ref })) } : carried

/** The power to invite may have been taken away since it was shown. */
const notNow = async (context: Context<NodiguitPorts>): Promise<Carried | undefined> => {
  const { t, asker, patient, mayInvite } = context
  const may = await mayInvite(asker.userId, patient)
  if (may === true) return undefined
  const document = [paragraph(may === false ? t.nodiguit.noPower : t.nodiguit.powerUnknown)]
  return may === false
    ? { kind: 'failed', document, code: 'no-power', final: true }
    : { kind: 'failed', document, code: 'power-unknown' }
}

/** `!nodiguit`: adds a colleague of the address book to the care team, by which they are invited to the rooms. */
export const nodiguit = defineCommand<NodiguitPorts>({
  name: 'nodiguit',
  aliases: ['uitnodigen', 'nodig', 'invite'],
  access: 'write',
  place: 'room',
  options: ['als', 'team'],
  summary: (t) => t.nodiguit.summary,
  usage: (t) => t.nodiguit.usage,
  examples: ['nodiguit jansen', 'nodiguit jansen als waarnemend huisarts'],
  async run(context, args) {
    const { t } = context
    const asked = readInvitation(args)
    if (asked === undefined) return misused([t.nodiguit.who, code(t.nodiguit.example)])
    if (asked.kind === 'bsn') return misused(t.nodiguit.bsnLike)
    const { length } = Array.from(asked.role ?? '')
    if (length > roleLimit) return misused(t.nodiguit.roleTooLong(length, roleLimit))
    const found = await findPerson(context, asked)
    return found.kind === 'outcome' ? found.outcome : previewInvitation(context, asked, found)
  },
  async carryOut(context, draft, promptId) {
    const { t, patient, writer, conversations, roomId, now, signal } = context
    if (!isTeamDraft(draft) || draft.patient !== patient) return changedSince(context)
    const barred = await notNow(context)
    if (barred !== undefined) return barred
    const [, id = ''] = draft.team.split('/')
    const written = await writer.change(
      'CareTeam',
      id,
      draft.versionId,
      withPerson(draft, promptId),
      signal,
    )
    const talk = await conversations.ofRoom(roomId)
    if (written.kind === 'written' && talk !== undefined)
      await conversations.include(talk.request, draft.userIds, promptId)
    const carried = carriedAs(
      written,
      t.nodiguit.what,
      (refs) => [
        heading(
          t.nodiguit.done(stamp(now, context), draft.name),
          t.nodiguit.soon,
          referenceLine(refs, context),
        ),
      ],
      context,
    )
    return unversioned(carried)
  },
  async undo(context, refs, promptId) {
    const { t, writer, now, timeZone, signal } = context
    const [, id = ''] = (refs[0]?.ref ?? '').split('/')
    const written = await writer.change(
      'CareTeam',
      id,
      undefined,
      withoutPerson(promptId, dateTimeIn(timeZone, now)),
      signal,
    )
    if (written.kind !== 'written') return failureOf(written, false, context)
    const document = [heading(t.nodiguit.undone(t.nodiguit.colleague))]
    return unversioned(carriedAs(written, t.nodiguit.what, () => document, context))
  },
})
