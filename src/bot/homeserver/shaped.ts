import type { z } from 'zod'
import { MatrixError } from '../gateway.ts'

/** An answer of the homeserver in the shape that was expected; another one may pass, so it is tried again. */
export const shaped = <T>(shape: z.ZodType<T>, answer: unknown): T => {
  const parsed = shape.safeParse(answer)
  if (!parsed.success) throw new MatrixError('not-json', { retryable: true })
  return parsed.data
}
