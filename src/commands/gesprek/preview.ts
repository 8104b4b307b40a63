import { dateTimeIn } from '../../fhir/referral/time.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { ConversationDraft } from '../../fhir/timeline/conversation-draft.ts'
import type { Context, Outcome } from '../command.ts'
import { notWritten, patientOf, previewOf } from '../writing/writing.ts'
import { colleagueWords } from './people.ts'
import type { ConversationWriterPorts } from './ports.ts'

type Ctx = Context<ConversationWriterPorts>

const READS = ['CareTeam'] as const

const nameOf = ({ name, userIds, ref }: TeamMember): string => name ?? userIds[0] ?? ref ?? ''

/** What confirming does: the subject, who is asked in, and who cannot be. */
export const previewConversation = async (
  context: Ctx,
  subject: string,
  members: readonly TeamMember[],
  requester: string,
): Promise<Outcome> => {
  const { t, asker, patient, now, timeZone } = context
  const read = await patientOf(context)
  if ('code' in read)
    return notWritten(t.writing.patientDown(t.clinical.failures[read.code]), [...READS, 'Patient'])
  const silent = members.filter(({ userIds }) => userIds.length === 0)
  const draft: ConversationDraft = {
    patient,
    requester,
    subject,
    recipients: members.flatMap(({ ref }) => ref ?? []),
    people: [...new Set([asker.userId, ...members.flatMap(({ userIds }) => userIds)])],
    authoredOn: dateTimeIn(timeZone, now),
  }
  const you = t.gesprek.you(asker.member.name ?? asker.userId)
  return {
    kind: 'confirm',
    draft,
    refs: [],
    reads: [...READS, 'Patient'],
    preview: previewOf(
      {
        what: t.gesprek.what,
        deed: 'record',
        patient: read.line,
        lines: [
          t.gesprek.subject(subject),
          t.gesprek.people([you, ...members.map(colleagueWords)].join('; ')),
        ],
        notes: [
          t.gesprek.neutral,
          ...(silent.length === 0 ? [] : [t.gesprek.unreachable(silent.map(nameOf).join(', '))]),
        ],
      },
      context,
    ),
  }
}
