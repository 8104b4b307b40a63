import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Log, SetupError, step } from '../progress.ts'
import { places } from './places.ts'
import { mustRun, run } from './run.ts'

const source = join(import.meta.dirname, 'docker-compose')
const MODULE = 'github.com/docker/compose/v2'
const VERSION = 'v2.40.3'
const stampFile = `${places.compose}.stamp`

const stampOf = async (): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(source, 'go.mod')))
    .update(await readFile(join(source, 'go.sum')))
    .digest('hex')

const findGo = async (signal: AbortSignal): Promise<string> => {
  for (const go of ['go', '/usr/local/go/bin/go'])
    if ((await run(go, ['version'], { signal })).code === 0) return go
  throw new SetupError(
    'no-engine',
    'The containers cannot be run on this machine: Docker Compose is built here, and there is no Go 1.24 or newer.',
  )
}

/** Builds Docker Compose from its Go modules, which are locked by hash, unless that was done before. */
export const buildDockerCompose = async (log: Log, signal: AbortSignal): Promise<void> => {
  const stamp = await stampOf()
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return
  await mkdir(dirname(places.compose), { recursive: true })
  const go = await findGo(signal)
  const version = `-s -w -X ${MODULE}/internal.Version=${VERSION}`
  const draft = `${places.compose}.draft`
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', version, '-o', draft]
  await step(log, `building Docker Compose ${VERSION} from its Go modules`, () =>
    mustRun(go, [...args, `${MODULE}/cmd`], { signal, cwd: source, env: { CGO_ENABLED: '0' } }),
  )
  await rename(draft, places.compose)
  await writeFile(stampFile, stamp)
}
