import { spawn } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { SetupError } from './progress.ts'
import { findRuntime } from './synapse/find-runtime.ts'

const root = join(import.meta.dirname, '..')
const FOLDERS = ['src', 'packages', 'scripts', 'test', 'bench']
const CONCURRENCY = 2
const TEST_LIMIT_MS = 15 * 60_000

const testFilesIn = async (paths: readonly string[]): Promise<readonly string[]> => {
  const files = new Set<string>()
  for (const path of paths) {
    const place = relative(root, resolve(root, path))
    if (place.endsWith('.ts')) files.add(place)
    else
      for await (const file of glob(`${place}/**/*.test.ts`, {
        cwd: root,
        exclude: (name) => name === 'node_modules',
      }))
        files.add(file)
  }
  return [...files].sort()
}

const needSynapse = async (files: readonly string[]): Promise<boolean> => {
  for (const file of files)
    if (/synapse/i.test(await readFile(join(root, file), 'utf8').catch(() => ''))) return true
  return false
}

const runTests = (files: readonly string[], options: readonly string[]): Promise<number> =>
  new Promise((done, fail) => {
    const skipped = join(import.meta.dirname, 'skipped-tests.ts')
    const fixed = [
      '--test',
      `--test-concurrency=${CONCURRENCY}`,
      `--test-timeout=${TEST_LIMIT_MS}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${skipped}`,
      '--test-reporter-destination=stderr',
    ]
    const child = spawn(process.execPath, [...fixed, ...options, ...files], {
      cwd: root,
      stdio: 'inherit',
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => child.kill(signal))
    child.once('error', fail)
    child.once('exit', (code) => done(code ?? 1))
  })

/** `npm test [files or folders] [options of node --test]`: everything that proves the product, or the part that is named. */
const main = async (args: readonly string[]): Promise<number> => {
  const options = args.filter((arg) => arg.startsWith('-'))
  const paths = args.filter((arg) => !arg.startsWith('-'))
  const files = await testFilesIn(paths.length > 0 ? paths : FOLDERS)
  if (files.length === 0) {
    console.error('There are no tests there.')
    return 1
  }
  try {
    if (process.env['CI'] || (await needSynapse(files))) await findRuntime(console.log)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    return 1
  }
  return runTests(files, options)
}

process.exitCode = await main(process.argv.slice(2))
