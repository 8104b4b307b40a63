import type { Team } from '../../fhir/team/care-team.ts'
import {
  conversationBundle,
  conversationIdentifier,
  isConversationDraft,
  withStatus,
} from '../../fhir/timeline/conversation-draft.ts'
import { subjectLimit } from '../../fhir/timeline/conversation-fact.ts'
import { code, heading, numbered, paragraph } from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { type Args, type Context, defineCommand, type Outcome } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { orCode } from '../typed/or-code.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { failureOf } from '../writing/undoing.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  referenceLine,
  requesterOf,
} from '../writing/writing.ts'
import { colleagues, colleagueWords, type MeantPeople, peopleMeant, phrasesOf } from './people.ts'
import type { ConversationWriterPorts } from './ports.ts'
import { previewConversation } from './preview.ts'
import { readings } from './request.ts'

type Ctx = Context<ConversationWriterPorts>
type Chosen = { readonly subject: string; readonly people: MeantPeople | undefined }

const WHOLE = 'iedereen'
const MOST_CHOICES = 8
const READS = ['CareTeam'] as const

const meant = (team: Team, who: string, { asker }: Ctx): MeantPeople =>
  who === WHOLE
    ? {
        kind: 'people',
        members: colleagues(team).filter(({ ref }) => ref !== asker.member.ref),
      }
    : peopleMeant(team, phrasesOf(who), asker.member)

/** The first reading in which people are named; a "met" that nobody of the team follows is a word of the subject. */
const choose = (team: Team, args: Args, context: Ctx): Chosen => {
  const all = readings(args)
  const whole = all.at(-1) ?? { subject: '', who: undefined }
  for (const { subject, who } of all) {
    if (who === undefined) break
    const people = meant(team, who, context)
    const isNobody = people.kind === 'unknown' && people.phrases.length === phrasesOf(who).length
    if (!isNobody || args.options['met'] !== undefined) return { subject, people }
  }
  return { subject: whole.subject, people: undefined }
}

const argsOf = (subject: string, met: string): Args => ({
  words: [subject],
  options: { met },
  text: '',
})

const askWho = (team: Team, subject: string, { t, asker }: Ctx): Outcome => {
  const others = colleagues(team).filter(({ ref }) => ref !== asker.member.ref)
  if (others.length === 0) return notWritten(t.gesprek.nobody, READS)
  const shown = others.slice(0, MOST_CHOICES)
  const count = shown.length + 1
  const hidden = others.length - shown.length
  return {
    kind: 'choose',
    document: [
      heading(t.gesprek.askWho(subject)),
      numbered([t.gesprek.whole(others.length), ...shown.map(colleagueWords)]),
      ...(hidden === 0 ? [] : [paragraph(t.gesprek.moreWho(hidden))]),
      paragraph(t.gesprek.askWhoHow(count)),
    ],
    choices: [argsOf(subject, WHOLE), ...shown.map(({ ref }) => argsOf(subject, ref))],
    free: argsOf(subject, ''),
    reads: READS,
  }
}

const quoted = (phrases: readonly string[]) => phrases.map((phrase) => `“${phrase}”`).join(', ')

/** Which of those who may be meant; the others who were named stay as they are. */
const askWhich = (
  { phrase, members, others }: Extract<MeantPeople, { kind: 'several' }>,
  subject: string,
  { t }: Ctx,
): Outcome =>
  choiceOf({
    title: t.gesprek.severalWho(phrase),
    among: members.map((member) => ({
      words: colleagueWords(member),
      args: argsOf(subject, [...others, member.ref].join(', ')),
    })),
    most: MOST_CHOICES,
    more: t.gesprek.moreWho,
    how: (shown) => paragraph(t.gesprek.severalHow(shown)),
    reads: READS,
  })

const refused = (
  people: Exclude<MeantPeople, { kind: 'people' }>,
  { team, subject }: { readonly team: Team; readonly subject: string },
  context: Ctx,
): Outcome => {
  const { t } = context
  const { gesprek } = t
  switch (people.kind) {
    case 'unknown': {
      const known = colleagues(team).map(colleagueWords).join('; ')
      return misused(gesprek.unknownWho(quoted(people.phrases), known))
    }
    case 'several':
      return askWhich(people, subject, context)
    case 'relative':
      return misused(gesprek.relative(people.phrase))
    default:
      return people satisfies never
  }
}

/** `!gesprek`: a conversation of its own about this patient, with part of the team, in a room of its own. */
export const gesprek = defineCommand<ConversationWriterPorts>({
  name: 'gesprek',
  aliases: ['conversatie', 'overleg', 'conversation'],
  access: 'write',
  place: 'room',
  options: ['met'],
  summary: (t) => t.gesprek.summary,
  usage: (t) => t.gesprek.usage,
  examples: ['gesprek wondzorg linkerbeen met huisarts', 'gesprek ontslag donderdag met apotheker'],
  async run(context, args) {
    const { t, asker, careTeams, patient, signal } = context
    const requester = requesterOf(asker)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    if (holdsBsn(args)) return misused(t.writing.bsn)
    const read = await orCode(careTeams.team(patient, signal))
    if ('code' in read) return notWritten(t.writing.readDown(t.clinical.failures[read.code]), READS)
    const { value: team } = read.value
    const { subject, people } = choose(team, args, context)
    if (subject === '') return misused([t.gesprek.noSubject, code(t.gesprek.example)])
    const { length } = Array.from(subject)
    if (length > subjectLimit) return misused(t.gesprek.tooLong(length, subjectLimit))
    if (people === undefined) return askWho(team, subject, context)
    if (people.kind !== 'people') return refused(people, { team, subject }, context)
    if (people.members.length === 0) return askWho(team, subject, context)
    return previewConversation(context, subject, people.members, requester)
  },
  async carryOut(context, draft, promptId) {
    const { t, patient, asker, writer, conversations, now, signal } = context
    if (
      !isConversationDraft(draft) ||
      draft.patient !== patient ||
      draft.requester !== requesterOf(asker)
    )
      return changedSince(context)
    const written = await writer.create(conversationBundle(draft, promptId), signal)
    if (written.kind !== 'written') return carriedAs(written, t.gesprek.what, () => [], context)
    const request = written.refs[0]?.ref ?? ''
    const room = await conversations.open({ request, patient, people: draft.people })
    return carriedAs(
      written,
      t.gesprek.what,
      (refs) => [
        heading(
          t.gesprek.done(stamp(now, context), room.name),
          t.gesprek.invited,
          referenceLine(refs, context),
        ),
      ],
      context,
    )
  },
  async undo(context, refs, promptId) {
    const { t, writer, conversations, signal } = context
    const request = refs[0]?.ref ?? ''
    const [, id = ''] = request.split('/')
    const written = await writer.change(
      'CommunicationRequest',
      id,
      undefined,
      withStatus('revoked'),
      signal,
    )
    if (written.kind !== 'written') return failureOf(written, false, context)
    await conversations.setArchived(request, true, `undo ${promptId}`)
    return carriedAs(written, t.gesprek.what, () => [heading(t.gesprek.undone)], context)
  },
  ownIdentifiers: (draft, promptId) =>
    isConversationDraft(draft) ? [conversationIdentifier(promptId)] : [],
})
