import type { Resource } from '@medplum/fhirtypes'
import type { ResourceRef } from '../../fhir/fhir.ts'
import type { Carried, Context, WriterPorts, WrittenRef } from '../command.ts'
import { failureOf, notTakenBack } from './undoing.ts'

/** What was put back, or why not all of it. */
export type PutBack =
  | {
      readonly kind: 'restored'
      readonly refs: readonly ResourceRef[]
      readonly formers: readonly Resource[]
    }
  | { readonly kind: 'not'; readonly carried: Carried }

/** Puts back the versions that stood there before, one after the other; done again it goes on where it stopped. */
export const putBack = async (
  context: Context<WriterPorts>,
  written: readonly WrittenRef[],
): Promise<PutBack> => {
  const { t, writer, patient, signal } = context
  const refs: ResourceRef[] = []
  const formers: Resource[] = []
  const not = (carried: Carried): PutBack => ({
    kind: 'not',
    carried: carried.kind === 'done' ? carried : { ...carried, writes: refs.map(({ ref }) => ref) },
  })
  for (const { ref, versionId, before } of written) {
    if (versionId === undefined || before === undefined)
      return not(notTakenBack(t.undo.noFormer, 'no-former', true))
    const result = await writer.restore({ patient, ref, versionId, before }, signal)
    if (result.kind === 'no-former') {
      const partly = refs.length === 0 ? '' : `${t.undo.partly} `
      return not(notTakenBack(`${partly}${t.undo.noFormer}`, 'no-former', true))
    }
    if (result.kind !== 'restored') return not(failureOf(result, refs.length > 0, context))
    refs.push(result.ref)
    formers.push(result.former)
  }
  return { kind: 'restored', refs, formers }
}
