import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const LOOK_EVERY_MS = 200

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** Whether a process with this id exists. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const tryTake = async (file: string): Promise<boolean> => {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Takes a lock file and gives what releases it; undefined while a process that lives holds it. */
export const takeFileLock = async (file: string): Promise<(() => Promise<void>) | undefined> => {
  await mkdir(dirname(file), { recursive: true })
  while (!(await tryTake(file))) {
    const holder = await readFile(file, 'utf8').catch(() => undefined)
    // It was released in between.
    if (holder === undefined) continue
    if (holder === '' || isAlive(Number(holder))) return undefined
    await rm(file, { force: true })
  }
  return () => rm(file, { force: true })
}

/** Runs the work while no other process holds this lock file; a lock of a process that is gone counts for nothing. */
export const withFileLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  let release = await takeFileLock(file)
  while (release === undefined) {
    await wait(LOOK_EVERY_MS)
    release = await takeFileLock(file)
  }
  try {
    return await work()
  } finally {
    await release()
  }
}
