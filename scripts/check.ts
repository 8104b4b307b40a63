import { join } from 'node:path'
import { runProgram } from './run-program.ts'

type Check = { readonly name: string; readonly command: string; readonly args: readonly string[] }

const root = join(import.meta.dirname, '..')

const CHECKS: readonly Check[] = [
  { name: 'format', command: 'biome', args: ['check', '.'] },
  { name: 'lint', command: 'oxlint', args: [] },
  { name: 'types', command: 'tsc', args: [] },
  { name: 'dead code', command: 'knip', args: [] },
  {
    name: 'generated files',
    command: process.execPath,
    args: [join(import.meta.dirname, 'generate.ts'), '--check'],
  },
]

/** Runs every check, says how each ended and how long it took; 1 when any failed. */
const main = async (): Promise<number> => {
  let failed = 0
  for (const check of CHECKS) {
    const started = performance.now()
    const { code, output } = await runProgram(check.command, check.args, { cwd: root })
    const took = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${took} s)`)
    if (code === 0) continue
    failed += 1
    console.log(output.trimEnd())
  }
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
