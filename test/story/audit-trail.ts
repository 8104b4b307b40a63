import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { World } from './world.ts'

/** A line of the audit trail as an operator sees it. */
export type AuditLine = {
  readonly who: string
  readonly role: string
  readonly action: string
  readonly what: string
  readonly patient: string
  readonly roomId: string
  readonly eventId: string
  readonly outcome: string
}

const main = join(import.meta.dirname, '../../src/main.ts')
const run = promisify(execFile)

/** Prints the audit trail the way an operator does, beside the running bot, and sees that the chain is whole. */
export const auditTrail = async (
  world: Pick<World, 'settings'>,
  args: readonly string[] = [],
): Promise<readonly AuditLine[]> => {
  const { stdout } = await run(process.execPath, [main, 'audit', ...args], {
    env: { ...world.settings, PATH: process.env['PATH'] },
    maxBuffer: 16 * 1024 * 1024,
  })
  const lines = stdout.trimEnd().split('\n')
  assert.match(lines.at(-1) ?? '', /^chain whole: \d+ lines/)
  return lines.slice(0, -1).map((line) => {
    const [, , who = '', role = '', action = '', what = '', ...rest] = line.split('\t')
    const [patient = '', roomId = '', eventId = '', outcome = ''] = rest
    return { who, role, action, what, patient, roomId, eventId, outcome }
  })
}
