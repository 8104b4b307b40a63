import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { takeFileLock, withFileLock } from './file-lock.ts'
import { runProgram } from './run-program.ts'

const inFolder = async (work: (dir: string) => Promise<void>): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'lock-'))
  try {
    await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

test('two who want the same lock work one after the other', () =>
  inFolder(async (dir) => {
    const file = join(dir, 'a.lock')
    const steps: string[] = []
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} in`)
      await turn()
      steps.push(`${name} out`)
    }
    await Promise.all([withFileLock(file, work('a')), withFileLock(file, work('b'))])
    assert.equal(steps.length, 4)
    assert.equal(steps[0]?.[0], steps[1]?.[0])
  }))

test('the lock of a process that is gone is taken over, also after a failure of the work', () =>
  inFolder(async (dir) => {
    const file = join(dir, 'a.lock')
    const { output } = await runProgram(process.execPath, ['-p', 'process.pid'])
    await writeFile(file, output.trim())
    await assert.rejects(
      withFileLock(file, () => Promise.reject(new Error('broken'))),
      /broken/,
    )
    assert.equal(await withFileLock(file, async () => 'done'), 'done')
  }))

test('who does not want to wait is told that a process holds the lock, until it is released', () =>
  inFolder(async (dir) => {
    const file = join(dir, 'a.lock')
    const release = await takeFileLock(file)
    assert.ok(release !== undefined)
    assert.equal(await takeFileLock(file), undefined)
    await release()
    const again = await takeFileLock(file)
    assert.ok(again !== undefined)
    await again()
  }))
