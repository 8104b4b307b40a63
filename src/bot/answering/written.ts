import { z } from 'zod'
import type { WrittenRef } from '../../commands/command.ts'
import type { ResourceRef } from '../../fhir/fhir.ts'

/** How long what was confirmed can be taken back. */
export const undoneWithinMs = 5 * 60_000

const shape = z.object({
  command: z.string(),
  refs: z.array(
    z.object({
      ref: z.string(),
      versionId: z.string().exactOptional(),
      before: z.string().exactOptional(),
    }),
  ),
})

/** What a confirmed command put in the record, as its prompt keeps it. */
export type WrittenRefs = { readonly command: string; readonly refs: readonly WrittenRef[] }

/** As JSON: references and versions, nothing of what they say. */
export const writtenOf = (
  command: string,
  refs: readonly ResourceRef[],
  before: Readonly<Record<string, string>> = {},
): string =>
  JSON.stringify({
    command,
    refs: refs.map(({ ref, versionId }) => ({ ref, versionId, before: before[ref] })),
  })

/** Read back. Throws when the kept JSON is not what was written. */
export const writtenIn = (json: string): WrittenRefs => shape.parse(JSON.parse(json))
