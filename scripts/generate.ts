import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { generated } from './generated.ts'

const root = join(import.meta.dirname, '..')

/** Writes what is out of date, or with `--check` only names it; gives the exit code. */
const main = async (checkOnly: boolean): Promise<number> => {
  const stale: string[] = []
  for (const { path, content } of generated) {
    const file = join(root, path)
    const wanted = await content()
    if ((await readFile(file, 'utf8').catch(() => undefined)) === wanted) continue
    stale.push(path)
    if (checkOnly) continue
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, wanted)
  }
  for (const path of stale)
    console.log(checkOnly ? `${path} is out of date: run "npm run generate"` : `wrote ${path}`)
  return checkOnly && stale.length > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.includes('--check'))
