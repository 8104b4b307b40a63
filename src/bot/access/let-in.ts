import { z } from 'zod'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Block } from '../../reply/document.ts'
import type { AuditEntry, Store } from '../../store/store.ts'
import type { CommandRunner, Invocation } from '../answering/invocation.ts'
import { isBlock } from '../answering/prompt-payload.ts'
import type { Admitted } from './admission.ts'
import { settings } from './policy.ts'

const audit = z.array(z.custom<AuditEntry>((value) => typeof value === 'object' && value !== null))

const letInShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), document: z.array(z.unknown()), audit }),
  z.object({
    kind: z.literal('admitted'),
    member: z.custom<TeamMember>((value) => typeof value === 'object' && value !== null),
    patient: z.string(),
    rule: z.string().optional(),
    audit,
    reading: z.enum(['professional', 'lay']).default('professional'),
    setting: z.enum(settings).default('team'),
  }),
])

/** Whether somebody was let in by what a step kept, so that something may have been written. */
export const wasLetIn = (kept: unknown): boolean =>
  letInShape.safeParse(kept).data?.kind === 'admitted'

/** Who was let in to write, or what is said instead; `isBegun` when a try before this one was let in already. */
export type LetIn =
  | {
      readonly kind: 'refused'
      readonly document: readonly Block[]
      readonly audit: readonly AuditEntry[]
    }
  | { readonly kind: 'admitted'; readonly admitted: Admitted; readonly isBegun: boolean }

/**
 * Whether somebody may write, judged once for each message and kept as a step: who was let in before the process ended
 * is not judged anew, because what was begun is finished, and told as it is.
 */
export const createLetIn =
  <Ports>(
    {
      store,
      runner,
    }: { readonly store: Pick<Store, 'step'>; readonly runner: CommandRunner<Ports> },
    step: string,
  ) =>
  async (itemId: string, invocation: Omit<Invocation<Ports>, 'args'>): Promise<LetIn> => {
    let isBegun = true
    const kept = letInShape.parse(
      await store.step(itemId, step, async () => {
        isBegun = false
        const admitted = await runner.admit(invocation)
        return 'document' in admitted
          ? { kind: 'refused', document: admitted.document, audit: admitted.audit }
          : { kind: 'admitted', ...admitted }
      }),
    )
    return kept.kind === 'refused'
      ? { kind: 'refused', document: kept.document.filter(isBlock), audit: kept.audit }
      : { kind: 'admitted', admitted: kept, isBegun }
  }
