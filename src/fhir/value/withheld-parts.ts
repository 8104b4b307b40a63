import { isObject } from '../server/outcome.ts'

const LABELS: ReadonlySet<string> = new Set(['SUBSETTED', 'REDACTED', 'MASKED'])

const labelsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/**
 * Whether the meta of a record says that parts of it were left out or made unreadable (HL7 FHIR R4 Meta.tag and
 * Meta.security, codes of v3-ObservationValue): what is missing may change what the rest says.
 */
export const hasWithheldParts = (meta: unknown): boolean =>
  isObject(meta) &&
  [...labelsOf(meta['tag']), ...labelsOf(meta['security'])].some(
    (each) =>
      isObject(each) &&
      typeof each['code'] === 'string' &&
      LABELS.has(each['code'].trim().toUpperCase()),
  )
