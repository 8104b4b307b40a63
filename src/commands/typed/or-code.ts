import { type FhirCode, FhirError } from '../../fhir/fhir.ts'

/** The result, or the code of what the FHIR server refused. */
export const orCode = async <T>(
  promise: Promise<T>,
): Promise<{ readonly value: T } | { readonly code: FhirCode }> => {
  try {
    return { value: await promise }
  } catch (error) {
    if (error instanceof FhirError) return { code: error.code }
    throw error
  }
}
