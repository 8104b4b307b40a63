import type { FailureCode, ResourceRef, SourceState } from '../../fhir/fhir.ts'
import { readLine } from './read-line.ts'
import { ofOwnRecord } from './source-standing.ts'

type Asked = { readonly state: SourceState | undefined; readonly refs: readonly ResourceRef[] }

/** Reasons for which a source was not asked at all. */
const unasked: ReadonlySet<FailureCode> = new Set(['withheld', 'direct-only', 'not-agreed'])

/** What came of a type at one source; nothing when it was not asked. */
export const typeRead = (
  { state, refs }: Asked,
  type: string,
  source?: string,
): readonly string[] => {
  const count = refs.filter(({ ref }) => ref.startsWith(`${type}/`)).length
  const failed = state?.failed.find(
    ({ part, code: why }) => why !== 'incomplete' && ['', type].includes(part),
  )?.code
  if (count === 0 && failed !== undefined && unasked.has(failed)) return []
  const from = source === undefined ? {} : { source }
  return count === 0 && failed !== undefined
    ? [readLine({ what: type, failed, ...from })]
    : [readLine({ what: `${type} ${count}`, ...from })]
}

/** At another source the patient is looked up first, by the number of the own record. */
export const elsewhereRead = (
  asked: Asked & { readonly state: SourceState },
  types: readonly string[],
) => {
  const { label: source, failed } = asked.state
  const lost = failed.find(({ part }) => part === '')?.code
  if (lost !== undefined && unasked.has(lost)) return []
  const found = readLine({
    what: 'Patient search',
    source,
    ...(lost === undefined ? {} : { failed: lost }),
  })
  const read = types.filter((type) => !ofOwnRecord.has(type))
  return [
    found,
    ...(lost === undefined ? read.flatMap((type) => typeRead(asked, type, source)) : []),
  ]
}
