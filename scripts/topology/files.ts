import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SetupError } from '../progress.ts'

const MODES = { secret: 0o600, public: 0o644 } as const

/** What a sentence about a damaged topology ends with. */
export const beginAfresh =
  'begin afresh, without its rooms, accounts and records, with "npm run topology -- --reset" (in containers: "docker compose down -v")'

/** The sentence for a file or folder that the system refuses; any other error is a defect and is thrown on. */
const refusedBy = (error: unknown): SetupError => {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) throw error
  return new SetupError(
    'files',
    `${String(error.path)} cannot be used (${String(error.code)}): give this user the right to read and write there and run the same command again.`,
  )
}

const orRefuse = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw refusedBy(error)
  }
}

/** Makes a folder for its owner only, unless it is there. */
export const makeFolder = async (folder: string): Promise<void> => {
  await orRefuse(mkdir(folder, { recursive: true, mode: 0o700 }))
}

/** The text of a file; undefined when there is none. */
export const readIfThere = (file: string): Promise<string | undefined> =>
  orRefuse(
    readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }),
  )

const write = async (file: string, text: string, mode: number): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.draft`
  await writeFile(draft, text, { mode })
  await chmod(draft, mode)
  await rename(draft, file)
}

/** Writes a file whole or not at all; a secret one is for its owner only from the first byte on. */
export const writeWhole = (file: string, text: string, kind: keyof typeof MODES): Promise<void> =>
  orRefuse(write(file, text, MODES[kind]))
