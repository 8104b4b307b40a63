import { FhirError } from '../fhir.ts'

/** Runs until the deadline of the source or the caller's own end; the first is a time-out of the source. */
export const bounded = async <T>(
  work: Promise<T>,
  limits: { readonly deadline: AbortSignal; readonly caller: AbortSignal },
): Promise<T> => {
  const { deadline, caller } = limits
  const end = AbortSignal.any([deadline, caller])
  const ended = Promise.withResolvers<never>()
  const give = () => ended.reject(end.reason)
  end.addEventListener('abort', give, { once: true })
  if (end.aborted) give()
  try {
    return await Promise.race([work, ended.promise])
  } catch (error) {
    if (error instanceof FhirError || caller.aborted || !deadline.aborted) throw error
    throw new FhirError('timeout')
  } finally {
    end.removeEventListener('abort', give)
  }
}
