import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Secrets of this demonstration, kept between runs. */
export type DemoState = { readonly asToken: string; readonly hsToken: string }

/** Where everything of the demonstration is kept. */
export const demoDir = join(import.meta.dirname, '..', '..', '.demo')

const stateFile = join(demoDir, 'state.json')

/** Forgets all earlier runs. */
export const resetState = (): Promise<void> => rm(demoDir, { recursive: true, force: true })

/** The secrets of earlier runs, or new ones. */
export const loadState = async (): Promise<DemoState> => {
  await mkdir(demoDir, { recursive: true, mode: 0o700 })
  const text = await readFile(stateFile, 'utf8').catch(() => undefined)
  if (text !== undefined) return JSON.parse(text)
  const state: DemoState = {
    asToken: randomBytes(32).toString('hex'),
    hsToken: randomBytes(32).toString('hex'),
  }
  await writeFile(stateFile, JSON.stringify(state), { mode: 0o600 })
  return state
}
