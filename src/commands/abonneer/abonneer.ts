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
import { misused } from '../writing/writing.ts'
import {
  type QuietHours,
  readSubscription,
  type Subscribable,
  type SubscriptionAsked,
  subscribable,
} from './request.ts'

/** What somebody is told of in the record of a patient. */
export type OwnSubscription = {
  readonly kinds: readonly string[]
  readonly daily: boolean
  readonly quiet: QuietHours | undefined
}

/** What `!abonneer` needs: what this person is told of, and which answers they may read at all. */
export type AbonneerPorts = {
  readonly place: 'room' | 'direct'
  readonly subscriptions: {
    /** When those are told who want it once a day, e.g. `07:30`. */
    readonly digest: string
    readonly of: (userId: string, patient: string) => Promise<OwnSubscription | undefined>
    /** All of this person, with the neutral name and the link of each room. */
    readonly all: (userId: string) => Promise<
      readonly (OwnSubscription & {
        readonly patient: string
        readonly name: string
        readonly href: string
      })[]
    >
    readonly save: (userId: string, patient: string, wanted: OwnSubscription) => Promise<void>
    readonly drop: (userId: string, patient: string) => Promise<boolean>
    /** The neutral name of a patient's room. */
    readonly nameOf: (patient: string) => Promise<string | undefined>
  }
  /** Whether this person may use the command that shows it. */
  readonly mayRead: (command: string) => boolean
}

type Ctx = Context<AbonneerPorts>

const COMMANDS: Readonly<Record<Exclude<Subscribable, 'alles'>, string>> = {
  lab: 'lab',
  medicatie: 'medicatie',
  taak: 'taken',
}

const isKnown = (kind: string): kind is Subscribable => subscribable.some((known) => known === kind)

const kindWords = (kinds: readonly string[], { t }: Ctx): string =>
  subscribable
    .filter((kind) => kinds.includes(kind))
    .filter(isKnown)
    .map((kind) => t.abonneer.kinds[kind])
    .join(', ')

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
  const { daily, quiet } = wanted
  return answer(
    heading(
      abonneer.on(room, kindWords(wanted.kinds, context)),
      daily ? abonneer.daily(context.subscriptions.digest) : abonneer.direct,
      quiet === undefined ? abonneer.noQuiet : abonneer.quiet(quiet.from, quiet.to),
    ),
    paragraph(abonneer.where, [abonneer.stop, code('!abonneer uit'), '.']),
  )
}

const inDirect = async ({ off, kinds, daily, quiet }: SubscriptionAsked, context: Ctx) => {
  const { t, subscriptions, asker } = context
  const { abonneer } = t
  const own = await subscriptions.all(asker.userId)
  if (kinds.length > 0 || daily !== undefined || quiet !== undefined)
    return misused([abonneer.inRoom, code('!abonneer uit'), '.'])
  if (own.length === 0) return answer(paragraph(abonneer.noneAnywhere))
  if (off) {
    for (const { patient } of own) await subscriptions.drop(asker.userId, patient)
    return answer(paragraph(abonneer.allOff(own.length)))
  }
  const lines = own.map(
    (one): Line => [
      link(one.name, one.href),
      ' – ',
      abonneer.line(kindWords(one.kinds, context), one.daily, one.quiet),
    ],
  )
  return answer(
    heading(abonneer.title),
    list(lines),
    paragraph([abonneer.stop, code('!abonneer uit'), '.']),
  )
}

const inRoom = async (asked: SubscriptionAsked, context: Ctx): Promise<Outcome> => {
  const { t, subscriptions, asker, patient, mayRead } = context
  const { abonneer } = t
  const room = (await subscriptions.nameOf(patient)) ?? abonneer.here
  const before = await subscriptions.of(asker.userId, patient)
  if (asked.off) {
    const was = await subscriptions.drop(asker.userId, patient)
    return answer(paragraph(was ? abonneer.off(room) : abonneer.wasOff(room)))
  }
  const kinds = asked.kinds.length > 0 ? asked.kinds : before?.kinds
  const isAsking =
    asked.kinds.length + Number(asked.daily !== undefined) === 0 && asked.quiet === undefined
  if (kinds === undefined)
    return isAsking
      ? answer(paragraph(abonneer.noneHere(room), ...examples))
      : misused(abonneer.noneHere(room), ...examples)
  const barred = asked.kinds.flatMap((kind) =>
    kind === 'alles' || mayRead(COMMANDS[kind]) ? [] : [abonneer.kinds[kind]],
  )
  if (barred.length > 0) return misused(abonneer.notAllowed(barred.join(', ')))
  const wanted: OwnSubscription = {
    kinds: kinds.includes('alles') ? ['alles'] : kinds,
    daily: asked.daily ?? before?.daily ?? false,
    quiet:
      asked.quiet === undefined ? before?.quiet : asked.quiet === 'none' ? undefined : asked.quiet,
  }
  if (!isAsking) await subscriptions.save(asker.userId, patient, wanted)
  return shown(wanted, room, context)
}

/** `!abonneer`: of which changes is this person told in the direct message? A setting of the asker; nothing of it is in the record. */
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
    if ('hours' in asked) return misused(t.abonneer.strangeHours(asked.hours))
    if ('strange' in asked) return misused(t.abonneer.strange(asked.strange), ...examples)
    const { off, kinds, daily, quiet } = asked
    if (off && (kinds.length > 0 || daily !== undefined || quiet !== undefined))
      return misused(t.abonneer.both)
    return place === 'direct' ? inDirect(asked, context) : inRoom(asked, context)
  },
})
