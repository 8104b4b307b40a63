import { z } from 'zod'
import type { AuditEntry, Prompt, Store } from '../../store/store.ts'
import type { Plan } from './plan.ts'
import { isBlock } from './prompt-payload.ts'

const ref = z.object({
  ref: z.string(),
  versionId: z.string().optional(),
  profile: z.string().optional(),
})

/** The name of the step in which a confirmation keeps what came of it. */
export const triedStep = 'carried out'

/** What came of one confirmation, kept until its message is done, so that a second try repeats it and writes nothing. */
export const triedShape = z.object({
  promptId: z.string(),
  kind: z.enum(['done', 'failed', 'given-up', 'late', 'refused']),
  /** Nobody can tell whether anything was written. */
  unknown: z.boolean(),
  document: z.array(z.unknown()),
  /** In the place of the document when it cannot be shown. */
  unshown: z.array(z.unknown()),
  /** The new text of the prompt. */
  closing: z.array(z.unknown()),
  refs: z.array(ref),
  /** For what is done: what can be taken back, and since when it stands there. */
  written: z.string().optional(),
  at: z.number().optional(),
  clinicalFor: z.string().optional(),
  /** For whom the document is worded. */
  reading: z.enum(['professional', 'lay']).optional(),
  audit: z.array(z.custom<AuditEntry>((value) => typeof value === 'object' && value !== null)),
})

export type Tried = z.infer<typeof triedShape>

/** Nothing was written in this try. */
export const untried = (
  promptId: string,
  kind: 'late' | 'refused',
  plan: Pick<Plan, 'document' | 'audit'>,
  closing: Plan['document'] = [],
): Tried => ({
  promptId,
  kind,
  unknown: false,
  document: [...plan.document],
  unshown: [],
  closing: [...closing],
  refs: [],
  audit: [...plan.audit],
})

/** Gives the prompt the state that follows; done again it changes nothing. */
export const settle = async (
  store: Store,
  tried: Tried,
  itemId: string,
  now: number,
): Promise<void> => {
  const { promptId: id } = tried
  if (tried.kind === 'late') await store.claimPrompt(id, itemId)
  const prompt = await store.prompt(id)
  if (prompt?.claimedBy !== itemId) return
  switch (tried.kind) {
    case 'late':
      return store.closePrompt(id, 'expired', now)
    case 'done':
    case 'given-up':
      return store.closePrompt(id, 'done', tried.at ?? now, tried.written)
    case 'failed':
    case 'refused':
      return store.releasePrompt(id, tried.unknown ? 'unknown' : 'failed')
    default:
      return tried.kind satisfies never
  }
}

/** How a confirmation is answered. */
export const planOf = (tried: Tried, { promptEventId, patient }: Prompt): Plan => {
  const closing = tried.closing.filter(isBlock)
  const unshown = tried.unshown.filter(isBlock)
  return {
    document: tried.document.filter(isBlock),
    refs: tried.refs.map(({ ref: reference, versionId, profile }) => ({
      ref: reference,
      ...(versionId === undefined ? {} : { versionId }),
      ...(profile === undefined ? {} : { profile }),
    })),
    audit: tried.audit,
    clinicalFor: tried.clinicalFor,
    ...(tried.reading === undefined ? {} : { reading: tried.reading }),
    ...(unshown.length === 0 ? {} : { unshown }),
    ...(closing.length === 0 || promptEventId === undefined
      ? {}
      : { edits: [{ eventId: promptEventId, document: closing, patient }] }),
    ...(tried.kind === 'done' ? { doneOf: tried.promptId } : {}),
  }
}
