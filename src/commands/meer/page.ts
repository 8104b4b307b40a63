import type { Args } from '../command.ts'

/** A part of a list, and the arguments that show what comes after it. */
export type Page<T> = {
  readonly shown: readonly T[]
  /** How many stand before it. */
  readonly before: number
  readonly left: number
  readonly more: Args | undefined
}

/** Never typed: options a command does not know are answered with its usage before it runs. */
const FROM = 'vanaf'

/** How many stand before the page that is asked for. */
export const beforeOf = ({ options }: Args): number => {
  const given = options[FROM]
  return typeof given === 'string' && /^\d{1,6}$/u.test(given) ? Number(given) : 0
}

/** The part of a list that these arguments ask for: the first `max`, or those that `!meer` goes on with. Criticals stand first and are never cut off. */
export const pageOf = <T>(
  items: readonly T[],
  args: Args,
  { max = 10, critical = 0 }: { readonly max?: number; readonly critical?: number } = {},
): Page<T> => {
  const before = beforeOf(args)
  const end = Math.max(before + max, critical)
  const left = Math.max(0, items.length - end)
  return {
    shown: items.slice(before, end),
    before,
    left,
    more: left === 0 ? undefined : { ...args, options: { ...args.options, [FROM]: String(end) } },
  }
}
