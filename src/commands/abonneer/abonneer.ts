import {
  type Block,
  code,
  heading,
  type Line,
  link,
  list,
  paragraph,
} from '../../reply/document.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { misused, notWritten, patientOf, previewOf } from '../writing/writing.ts'
import { carryOutSubscription, type SubscriptionDraft } from './carry.ts'
import type { AbonneerPorts } from './ports.ts'
import { commandOf, readSubscription, type SubscriptionAsked } from './request.ts'
import { kindWords, type OwnSubscription, subscriptionWords, timeLines } from './words.ts'

type Ctx = Context<AbonneerPorts>

const answer = (...document: readonly Block[]): Outcome => ({
  kind: 'answer',
  document,
  refs: [],
  reads: [],
  foreign: [],
  beside: true,
  outcome: 'ok',
})

const examples: readonly Line[] = [
  [code('!abonneer lab')],
  [code('!abonneer alles dagelijks')],
  [code('!abonneer medicatie taken stil 22-07')],
]

const shown = (wanted: OwnSubscription, room: string, context: Ctx): Outcome => {
  const { abonneer } = context.t
  return answer(
    heading(
      abonneer.on(room, kindWords(wanted.kinds, context)),
      ...timeLines(wanted, context.subscriptions.digest, context),
    ),
    paragraph(abonneer.where, [abonneer.stop, code('!abonneer uit'), '.']),
  )
}

/** All of this person, and all of it ended; what is about one client is changed in the room of that client. */
const inDirect = async ({ off, kinds, daily, quiet }: SubscriptionAsked, context: Ctx) => {
  const { t, subscriptions, asker } = context
  const { abonneer } = t
  if (kinds.length > 0 || daily !== undefined || quiet !== undefined)
    return misused([abonneer.inRoom, code('!abonneer uit'), '.'])
  const own = await subscriptions.all(asker.userId)
  if (own.length === 0) return answer(paragraph(abonneer.noneAnywhere))
  // To be told of nothing any more shows nothing and changes no record: it needs no code.
  if (off) {
    for (const { patient } of own) await subscriptions.drop(asker.userId, patient)
    return answer(paragraph(abonneer.allOff(own.length)))
  }
  const lines = own.map(
    (one): Line => [link(one.name, one.href), ' – ', subscriptionWords(one, context)],
  )
  return answer(
    heading(abonneer.title),
    list(lines),
    paragraph([abonneer.stop, code('!abonneer uit'), '.']),
  )
}

const preview = async (
  wanted: OwnSubscription | undefined,
  { room, before }: { readonly room: string; readonly before: OwnSubscription | undefined },
  context: Ctx,
): Promise<Outcome> => {
  const { t, asker, patient, subscriptions } = context
  const { abonneer } = t
  const who = await patientOf(context)
  if ('code' in who)
    return notWritten(t.writing.patientDown(t.clinical.failures[who.code]), ['Patient'])
  const draft: SubscriptionDraft = {
    patient,
    userId: asker.userId,
    ...(wanted === undefined ? {} : { wanted }),
  }
  const becomes =
    wanted === undefined
      ? [abonneer.ends]
      : [
          abonneer.about(kindWords(wanted.kinds, context)),
          ...timeLines(wanted, subscriptions.digest, context),
        ]
  const shownAs = {
    what: abonneer.what,
    deed: 'record',
    patient: who.line,
    lines: [
      abonneer.room(room),
      ...(before === undefined ? [] : [abonneer.before(subscriptionWords(before, context))]),
      ...becomes,
    ],
    notes: wanted === undefined ? [] : [abonneer.where],
  } as const
  return {
    kind: 'confirm',
    preview: previewOf(shownAs, context),
    draft,
    refs: [],
    reads: ['Patient'],
  }
}

const isSame = (one: OwnSubscription, other: OwnSubscription | undefined): boolean =>
  other !== undefined &&
  one.daily === other.daily &&
  one.quiet?.from === other.quiet?.from &&
  one.quiet?.to === other.quiet?.to &&
  one.kinds.toSorted().join(' ') === other.kinds.toSorted().join(' ')

const inRoom = async (asked: SubscriptionAsked, context: Ctx): Promise<Outcome> => {
  const { t, subscriptions, asker, patient, mayRead } = context
  const { abonneer } = t
  const room = (await subscriptions.nameOf(patient)) ?? abonneer.here
  const before = await subscriptions.of(asker.userId, patient)
  if (asked.off)
    return before === undefined
      ? answer(paragraph(abonneer.wasOff(room)))
      : preview(undefined, { room, before }, context)
  const kinds = asked.kinds.length > 0 ? asked.kinds : before?.kinds
  const isAsking =
    asked.kinds.length + Number(asked.daily !== undefined) === 0 && asked.quiet === undefined
  if (kinds === undefined)
    return isAsking
      ? answer(paragraph(abonneer.noneHere(room), ...examples))
      : misused(abonneer.noneHere(room), ...examples)
  const barred = asked.kinds.flatMap((kind) =>
    kind === 'alles' || mayRead(commandOf(kind)) ? [] : [abonneer.kinds[kind]],
  )
  if (barred.length > 0) return misused(abonneer.notAllowed(barred.join(', ')))
  const wanted: OwnSubscription = {
    kinds: kinds.includes('alles') ? ['alles'] : kinds,
    daily: asked.daily ?? before?.daily ?? false,
    quiet:
      asked.quiet === undefined ? before?.quiet : asked.quiet === 'none' ? undefined : asked.quiet,
  }
  // What stands already is shown and asks for nothing.
  return isSame(wanted, before)
    ? shown(wanted, room, context)
    : preview(wanted, { room, before }, context)
}

/** `!abonneer`: of which changes is this person told in the direct message? A setting of the asker, confirmed like what goes into the record; nothing of it is in there. */
export const abonneer = defineCommand<AbonneerPorts>({
  name: 'abonneer',
  aliases: ['abonneren', 'abonnement', 'notify', 'subscribe'],
  access: 'read',
  place: 'both',
  options: [],
  summary: (t) => t.abonneer.summary,
  usage: (t) => t.abonneer.usage,
  examples: ['abonneer lab', 'abonneer alles dagelijks', 'abonneer uit'],
  async run(context, args) {
    const { t, place } = context
    const asked = readSubscription(args)
    if ('contrary' in asked) return misused(t.abonneer.contrary)
    if ('hours' in asked)
      return misused(asked.hours === '' ? t.abonneer.noHours : t.abonneer.strangeHours(asked.hours))
    if ('strange' in asked) return misused(t.abonneer.strange(asked.strange), ...examples)
    const { off, kinds, daily, quiet } = asked
    if (off && (kinds.length > 0 || daily !== undefined || quiet !== undefined))
      return misused(t.abonneer.both)
    return place === 'direct' ? inDirect(asked, context) : inRoom(asked, context)
  },
  carryOut: carryOutSubscription,
})
