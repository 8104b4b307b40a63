import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const MODES = { secret: 0o600, public: 0o644 } as const

/** Writes a file whole or not at all; a secret one is for its owner only from the first byte on. */
export const writeWhole = async (
  file: string,
  text: string,
  kind: keyof typeof MODES,
): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.draft`
  await writeFile(draft, text, { mode: MODES[kind] })
  await chmod(draft, MODES[kind])
  await rename(draft, file)
}
