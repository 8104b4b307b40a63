import type { Args } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'

/** What somebody can ask to be told of. */
export const subscribable = ['lab', 'medicatie', 'taak', 'alles'] as const

/** What can be subscribed to. */
export type Subscribable = (typeof subscribable)[number]

const COMMANDS: Readonly<Record<string, string>> = {
  lab: 'lab',
  medicatie: 'medicatie',
  taak: 'taken',
}

/** The command that shows what somebody is told of. */
export const commandOf = (kind: string): string => COMMANDS[kind] ?? kind

/** Hours of the day in which nothing is told. */
export type QuietHours = { readonly from: number; readonly to: number }

/** What was typed; what was not typed stays as it was. */
export type SubscriptionAsked = {
  readonly off: boolean
  readonly kinds: readonly Subscribable[]
  readonly daily: boolean | undefined
  readonly quiet: QuietHours | 'none' | undefined
}

/** Words that were not understood. */
export type StrangeWords =
  | { readonly strange: string }
  /** No hours that can be; nothing when none stand behind the word. */
  | { readonly hours: string }
  /** At once and once a day, both. */
  | { readonly contrary: true }

const KINDS: Readonly<Record<string, Subscribable>> = {
  lab: 'lab',
  labuitslagen: 'lab',
  uitslagen: 'lab',
  medicatie: 'medicatie',
  meds: 'medicatie',
  medication: 'medicatie',
  taken: 'taak',
  taak: 'taak',
  tasks: 'taak',
  alles: 'alles',
  all: 'alles',
}
const OFF = new Set(['uit', 'stop', 'off'])
const DAILY: Readonly<Record<string, boolean>> = {
  direct: false,
  meteen: false,
  dagelijks: true,
  daily: true,
}
const QUIET = new Set(['stil', 'quiet'])
const FILLERS = new Set(['en', 'and', 'van', 'op', 'from'])

const hourOf = (text: string | undefined): number | undefined => {
  const typed = /^(\d{1,2})(?:[:.u]00|u)?$/u.exec(text ?? '')?.[1]
  const hour = typed === undefined ? undefined : Number(typed)
  return hour === undefined || hour > 24 ? undefined : hour % 24
}

type Quiet =
  | { readonly quiet: QuietHours | 'none'; readonly used: number }
  | { readonly hours: string }

/** The hours after "stil": `22-07`, `22:00 tot 7`, or `uit`. */
const quietIn = (words: readonly string[]): Quiet => {
  const [first = '', ...rest] = words
  if (OFF.has(foldWord(first)) || foldWord(first) === 'geen') return { quiet: 'none', used: 1 }
  if (foldWord(first) === 'van') {
    const inner = quietIn(rest)
    return 'used' in inner ? { ...inner, used: inner.used + 1 } : inner
  }
  const together = /^(\S+?)\s*[-–—]\s*(\S+)$/u.exec(first)
  const hasTo = /^(?:tot|t\/m|-|–|to)$/iu.test(rest[0] ?? '')
  const parted = hasTo ? { from: first, to: rest[1], used: 3 } : undefined
  const typed = together === null ? parted : { from: together[1], to: together[2], used: 1 }
  const [from, to] = [hourOf(typed?.from), hourOf(typed?.to)]
  if (typed === undefined || from === undefined || to === undefined || from === to)
    return { hours: words.slice(0, typed?.used ?? 1).join(' ') }
  return { quiet: { from, to }, used: typed.used }
}

/** Reads the words of `!abonneer`, in any order; nothing is guessed. */
export const readSubscription = ({ words, text }: Args): SubscriptionAsked | StrangeWords => {
  const typed = [...words, ...text.split(/\s+/u)].filter((word) => word !== '' && word !== ',')
  const kinds = new Set<Subscribable>()
  let off = false
  let daily: boolean | undefined
  let quiet: QuietHours | 'none' | undefined
  for (let at = 0; at < typed.length; at += 1) {
    const word = foldWord(typed[at] ?? '')
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
    if (kind !== undefined) kinds.add(kind)
    else if (OFF.has(word)) off = true
    else if (Object.hasOwn(DAILY, word)) {
      if (daily !== undefined && daily !== DAILY[word]) return { contrary: true }
      daily = DAILY[word]
    } else if (QUIET.has(word) && quiet === undefined) {
      const found = quietIn(typed.slice(at + 1))
      if ('hours' in found) return found
      quiet = found.quiet
      at += found.used
    } else if (!FILLERS.has(word)) return { strange: typed[at] ?? '' }
  }
  return { off, kinds: [...kinds], daily, quiet }
}
