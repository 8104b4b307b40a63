import { readFileSync } from 'node:fs'
import type { Resource } from '@medplum/fhirtypes'

/** Folders of example records, in the order in which references point backwards. */
export const EXAMPLE_FOLDERS = ['zib2020', 'mp9', 'elz', 'cio', 'network'] as const

/** One folder of example records. */
export type ExampleFolder = (typeof EXAMPLE_FOLDERS)[number]

// Their sources refer to resources that were never published.
const BROKEN = [
  'nl-core-Burnwound-01-WoundCharacteristics-01',
  'nl-core-Burnwound-01',
  'nl-core-MultidisciplinaryTeamMeeting-01-Procedure-01',
]

/** Dutch example records (data/README.md tells where they come from), without the three that cannot be stored. */
export const exampleResources = (
  folders: readonly ExampleFolder[] = EXAMPLE_FOLDERS,
): readonly Resource[] =>
  folders.flatMap((folder) =>
    readFileSync(new URL(`../data/${folder}.ndjson`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Resource => JSON.parse(line))
      .filter((r) => r.resourceType !== 'Bundle' && !BROKEN.includes(r.id ?? '')),
  )
