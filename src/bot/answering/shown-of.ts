import type { Posting } from '../../fhir/server/source.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { type Policy, type Ruled, type Setting, settings } from '../access/policy.ts'
import type { Plan, PrivateReason, Shown } from './plan.ts'

/** What judging where something out of the record may be shown needs. */
export type ShownParts = {
  readonly policy: Policy
  /** How an answer is posted that rests on these references. */
  readonly postingOf: (refs: Plan['refs']) => Posting
  /** The name of the organization's own record, for people. */
  readonly sourceName: string
}

/** Something that is said out of the record: by which command, to whom, and what it rests on. */
export type Resting = {
  readonly command: Ruled
  readonly member: TeamMember
  readonly refs: Plan['refs']
}

/** Where it may be shown, and how long it may stay there, by the policy and by its sources. */
export const createShownOf = ({ policy, postingOf, sourceName }: ShownParts) => {
  /** A rule lets this person use the command there, and be told of every source this rests on. */
  const mayBe = ({ command, member, refs }: Resting, among: readonly Setting[]) =>
    among.filter(
      (setting) =>
        policy.ruleFor(member, command, setting) !== undefined &&
        refs.every(({ source }) =>
          policy.mayRead(member, command, setting, {
            label: source ?? sourceName,
            own: source === undefined,
          }),
        ),
    )

  return {
    /** Of an answer. */
    answer(
      resting: Resting,
      { privately, mark }: { readonly privately: PrivateReason | undefined } & Pick<Shown, 'mark'>,
    ): Shown {
      const posting = postingOf(resting.refs)
      return {
        command: resting.command.name,
        privately: privately ?? (posting === 'dm' ? 'source' : undefined),
        mayBe: mayBe(resting, settings),
        // In the direct message, where the strictest of them sends it, what may not stay does not stay either.
        vanishes: resting.refs.some((ref) => postingOf([ref]) === 'ephemeral'),
        mark,
      }
    },
    /**
     * Of a question that waits for an answer in the room: it goes nowhere else. `barred` when one of its sources allows
     * nothing in a room; undefined when it may stay.
     */
    question(resting: Resting): Shown | 'barred' | undefined {
      const posting = postingOf(resting.refs)
      if (posting === 'persist') return undefined
      if (posting === 'dm') return 'barred'
      return {
        command: resting.command.name,
        privately: undefined,
        mayBe: mayBe(resting, ['team', 'shared']),
        vanishes: true,
        mark: undefined,
      }
    },
  }
}
