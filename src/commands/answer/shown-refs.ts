import type { ResourceRef } from '../../fhir/fhir.ts'
import { keyOf } from '../../fhir/server/source.ts'

/** Of what was received, the references of the records that are shown, by their keys. */
export const shownRefs = (
  refs: readonly ResourceRef[],
  keys: Iterable<string>,
): readonly ResourceRef[] => {
  const shown = new Set(keys)
  return refs.filter(({ ref, source }) =>
    shown.has(keyOf(ref, { label: source ?? '', own: source === undefined })),
  )
}
