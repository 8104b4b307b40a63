import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { indexStructureDefinitionBundle } from '@medplum/core'
import type { SearchParameter, StructureDefinition } from '@medplum/fhirtypes'

/** One search parameter of one resource type, as R4 publishes it. */
export type ParameterDefinition = {
  readonly type: SearchParameter['type']
  readonly expression: string
  readonly target?: readonly string[]
  readonly component?: readonly {
    readonly type: SearchParameter['type']
    readonly expression: string
  }[]
}

/** The generated file: structures, search parameters by type and code, codes of required bindings. */
export type Definitions = {
  readonly structures: StructureDefinition[]
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterDefinition>>>>
  readonly codes: Readonly<Record<string, readonly string[]>>
}

/** Where the generated definitions stand. */
export const DEFINITIONS_FILE = new URL('../data/definitions.generated.json.gz', import.meta.url)

let loaded: Definitions | undefined

/** Reads the definitions once and hands the structures to the FHIRPath engine. */
export const loadDefinitions = (): Definitions => {
  if (loaded) return loaded
  const text = gunzipSync(readFileSync(DEFINITIONS_FILE)).toString('utf8')
  const definitions: Definitions = JSON.parse(text)
  indexStructureDefinitionBundle([...definitions.structures])
  loaded = definitions
  return definitions
}
