import type { Resource } from '@medplum/fhirtypes'
import { startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { emptyHapi } from '../fhir-servers/hapi.ts'
import { storeResources } from '../fhir-servers/load-examples.ts'

/** The FHIR server of a story, and what other systems do to it. */
export type StoryRecord = {
  readonly baseUrl: string
  /** Stores resources under their own ids, in one step. */
  load(resources: readonly Resource[]): Promise<void>
  stop(): Promise<void>
  /** How often it was searched; only the embedded server tells. */
  searches(): number
}

/** The embedded server, in this process. */
const embedded = async (seed: readonly Resource[]): Promise<StoryRecord> => {
  const sandbox = await startSandbox({ seed })
  return {
    baseUrl: sandbox.baseUrl,
    load: async (resources) => sandbox.load(resources),
    searches: () => sandbox.requests.search,
    stop: () => sandbox.stop(),
  }
}

const untold = (): never => {
  throw new Error('this server does not tell how often it was searched')
}

/** A server that runs already: emptied first, and left as the story left it. */
const onServer = async (baseUrl: string, seed: readonly Resource[]): Promise<StoryRecord> => {
  await emptyHapi(baseUrl)
  const load = (resources: readonly Resource[]) => storeResources(baseUrl, resources)
  await load(seed)
  return { baseUrl, load, searches: untold, stop: async () => {} }
}

/** Starts the embedded server, or takes the one that `STORY_FHIR_URL` names: then the same story is told on it. */
export const startRecord = (seed: readonly Resource[]): Promise<StoryRecord> => {
  const other = process.env['STORY_FHIR_URL']
  return other === undefined ? embedded(seed) : onServer(other, seed)
}
