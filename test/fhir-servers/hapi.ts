import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withFileLock } from '../../scripts/file-lock.ts'

/** How the real FHIR server is started. */
export type HapiOptions = {
  /** Where the downloaded jars and the class archive are kept, outside version control. */
  readonly cacheDir: string
  /** Unknown elements are refused instead of dropped. */
  readonly strict?: boolean
  readonly heap?: string
  /** For much and for long: compiled with care, and without the index that only `:missing` needs. */
  readonly large?: boolean
  readonly timeoutMs?: number
  /** Told before a step that takes long. */
  readonly log?: (line: string) => void
}

/** A running HAPI FHIR JPA server on a free port of this machine. */
export type Hapi = {
  /** For example `http://127.0.0.1:41234/fhir`. */
  readonly baseUrl: string
  readonly pid: number | undefined
  /** Empties the server. */
  reset(): Promise<void>
  stop(): Promise<void>
}

const here = import.meta.dirname
const OLDEST_JAVA = 17

const javaVersion = () => spawnSync('java', ['-version'], { encoding: 'utf8' })

/** Why HAPI cannot run here, in one phrase; an empty string when it can. */
export const hapiUnavailable = (): string => {
  const java = javaVersion()
  if (java.error) return 'java is not on PATH'
  const major = Number(/version "(\d+)/.exec(java.stderr)?.[1])
  if (!(major >= OLDEST_JAVA)) return `java ${OLDEST_JAVA} or newer is needed, found ${major}`
  const missing = ['javac', 'jar', 'mvn'].find((t) => spawnSync(t, ['--version']).error)
  return missing ? `${missing} is not on PATH` : ''
}

const sources = (name: string) => path.join(here, name)

const cacheKey = (): string =>
  createHash('sha256')
    .update(fs.readFileSync(sources('pom.xml')))
    .update(fs.readFileSync(sources('FhirTestServer.java')))
    .update(javaVersion().stderr)
    .digest('hex')
    .slice(0, 16)

// The jar is renamed into place last, so a half-made cache is never used.
const build = (cache: string, log: (line: string) => void): void => {
  const lib = path.join(cache, 'lib')
  const jar = path.join(cache, 'server.jar')
  if (fs.existsSync(jar)) return
  log('downloading and compiling the HAPI FHIR server (230 MB, once)')
  fs.rmSync(lib, { recursive: true, force: true })
  const copy = [
    'dependency:copy-dependencies',
    `-DoutputDirectory=${lib}`,
    '-DincludeScope=runtime',
  ]
  execFileSync('mvn', ['-B', '-q', '-ntp', '-f', sources('pom.xml'), ...copy], { stdio: 'inherit' })
  const classes = fs.mkdtempSync(path.join(cache, 'classes-'))
  const javac = [
    '-nowarn',
    '-d',
    classes,
    '-cp',
    path.join(lib, '*'),
    sources('FhirTestServer.java'),
  ]
  execFileSync('javac', javac, { stdio: 'inherit' })
  fs.copyFileSync(sources('logback.xml'), path.join(classes, 'logback.xml'))
  execFileSync('jar', ['cf', `${jar}.tmp`, '-C', classes, '.'])
  fs.renameSync(`${jar}.tmp`, jar)
}

const classPath = (cache: string): string => {
  const lib = path.join(cache, 'lib')
  const jars = fs.readdirSync(lib).filter((f) => f.endsWith('.jar'))
  return [path.join(cache, 'server.jar'), ...jars.sort().map((f) => path.join(lib, f))].join(':')
}

const ready = async (
  child: ChildProcess,
  gone: Promise<number | null>,
  timeoutMs: number,
): Promise<string> => {
  const announced = new Promise<string>((resolve) => {
    let out = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
      const url = /READY (\S+)/.exec(out)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const abort = new AbortController()
  const late = sleep(timeoutMs, undefined, { signal: abort.signal }).catch(() => undefined)
  const url = await Promise.race([announced, gone, late])
  abort.abort()
  if (typeof url === 'string') return url
  child.kill('SIGKILL')
  throw new Error('the FHIR server did not start; its server.log in the cache says why')
}

/** Takes everything out of a running HAPI server. */
export const emptyHapi = async (baseUrl: string): Promise<void> => {
  const everything = { name: 'expungeEverything', valueBoolean: true }
  const response = await fetch(`${baseUrl}/$expunge`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Parameters', parameter: [everything] }),
  })
  if (!response.ok) throw new Error(`emptying the FHIR server was answered ${response.status}`)
}

const quickStart = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

/** Starts HAPI FHIR JPA (R4, H2 in memory): under a minute the first time, then about ten seconds. */
export const startHapi = async (options: HapiOptions): Promise<Hapi> => {
  const {
    cacheDir,
    strict = true,
    heap = '768m',
    large = false,
    timeoutMs = 180_000,
    log = () => {},
  } = options
  const why = hapiUnavailable()
  if (why) throw new Error(`real FHIR server unavailable: ${why}`)
  const cache = path.join(cacheDir, cacheKey())
  fs.mkdirSync(cache, { recursive: true })
  // Two test files may need it at the same time.
  await withFileLock(path.join(cache, 'building.lock'), async () => build(cache, log))
  const archive = path.join(cache, 'app.jsa')
  const fresh = `${archive}.${process.pid}`
  const training = !fs.existsSync(archive)
  const stderr = fs.openSync(path.join(cache, 'server.log'), 'a')
  const child = spawn(
    'java',
    [
      `-Xmx${heap}`,
      '-Xss512k',
      ...(large ? ['-XX:+UseParallelGC', '-DskipMissing=true'] : quickStart),
      '-Xlog:disable',
      '-Xlog:all=error:stderr',
      training ? `-XX:ArchiveClassesAtExit=${fresh}` : `-XX:SharedArchiveFile=${archive}`,
      '-DexitWithParent=true',
      `-Dstrict=${strict}`,
      '-cp',
      classPath(cache),
      'FhirTestServer',
      '0',
    ],
    { stdio: ['pipe', 'pipe', stderr] },
  )
  fs.closeSync(stderr)
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const baseUrl = await ready(child, gone, timeoutMs)
  return {
    baseUrl,
    pid: child.pid,
    reset: () => emptyHapi(baseUrl),
    async stop() {
      child.stdin?.end()
      await gone
      if (training && fs.existsSync(fresh)) fs.renameSync(fresh, archive)
    },
  }
}
