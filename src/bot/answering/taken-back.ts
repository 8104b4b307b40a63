import { z } from 'zod'
import type { AuditEntry, Prompt, Store } from '../../store/store.ts'
import type { Plan } from './plan.ts'
import { isBlock } from './prompt-payload.ts'

/** The name of the step in which what came of taking back is kept. */
export const takenBackStep = 'taken back'

/** What came of taking back, kept until its message is done, so that a second try repeats it and changes nothing. */
export const takenBackShape = z.object({
  promptId: z.string(),
  kind: z.enum(['done', 'failed', 'unknown']),
  document: z.array(z.unknown()),
  unshown: z.array(z.unknown()),
  closing: z.array(z.unknown()),
  refs: z.array(z.object({ ref: z.string(), versionId: z.string().exactOptional() })),
  clinicalFor: z.string().optional(),
  reading: z.enum(['professional', 'lay']).exactOptional(),
  audit: z.array(z.custom<AuditEntry>((value) => typeof value === 'object' && value !== null)),
})

/** What became of taking something back, as it is kept. */
export type TakenBack = z.infer<typeof takenBackShape>

/** Gives the prompt the state that follows; done again it changes nothing. */
export const settleTakenBack = async (
  store: Store,
  { promptId, kind }: Pick<TakenBack, 'promptId' | 'kind'>,
  itemId: string,
  now: number,
): Promise<void> => {
  const prompt = await store.prompt(promptId)
  if (prompt?.undoneBy !== itemId) return
  if (kind === 'done') await store.closeUndo(promptId, now)
  else await store.releaseUndo(promptId, kind)
}

/**
 * How taking back is answered: below the notice that said it was done. That notice, the preview and every call about it say
 * so in their first line from then on; what they said stays.
 */
export const planOf = (
  taken: TakenBack,
  { promptEventId, doneEventId, patient }: Prompt,
  calls: readonly string[],
): Plan => {
  const document = taken.closing.filter(isBlock)
  const told = [promptEventId, doneEventId, ...calls].filter((each) => each !== undefined)
  const unshown = taken.unshown.filter(isBlock)
  return {
    document: taken.document.filter(isBlock),
    refs: taken.refs,
    audit: taken.audit,
    clinicalFor: taken.clinicalFor,
    ...(taken.reading === undefined ? {} : { reading: taken.reading }),
    ...(unshown.length === 0 ? {} : { unshown }),
    edits:
      document.length === 0
        ? []
        : told.map((eventId) => ({ eventId, document, patient, keepsRest: true })),
  }
}
