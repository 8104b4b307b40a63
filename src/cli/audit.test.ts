import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditLine } from '../store/store.ts'
import { printAudit } from './audit.ts'

const line = (seq: number, patient: string | undefined): AuditLine => ({
  seq,
  at: Date.parse('2026-03-02T09:00:00Z'),
  who: '@a:x',
  role: undefined,
  action: 'command',
  what: 'medicatie\u001b[2J\nx',
  patient,
  roomId: '!1',
  eventId: '$1',
  outcome: 'ok',
  hash: 'h',
})

async function printed(args: readonly string[], broken?: number) {
  const lines: string[] = []
  const trail = [line(1, 'Patient/1'), line(2, undefined)]
  const store = {
    auditTrail: async ({ patient }: { patient?: string }) =>
      trail.filter((one) => patient === undefined || one.patient === patient),
    brokenAuditLine: async () => broken,
  }
  const code = await printAudit(store, args, (text) => lines.push(text))
  return { code, lines }
}

test('each line is printed with all it holds, then that the chain is whole', async () => {
  const { code, lines } = await printed([])
  assert.equal(code, 0)
  assert.deepEqual(lines, [
    '1\t2026-03-02T09:00:00.000Z\t@a:x\t-\tcommand\tmedicatie\u{fffd}[2J\u{fffd}x\tPatient/1\t!1\t$1\tok',
    '2\t2026-03-02T09:00:00.000Z\t@a:x\t-\tcommand\tmedicatie\u{fffd}[2J\u{fffd}x\t-\t!1\t$1\tok',
    'chain whole: 2 lines',
  ])
})

for (const args of [['--patient', 'Patient/1'], ['--patient=1']]) {
  test(`only lines of one patient are printed with ${args.join(' ')}`, async () => {
    const { code, lines } = await printed(args)
    assert.equal(code, 0)
    assert.equal(lines.length, 2)
    assert.equal(lines[1], 'chain whole: 1 lines of this patient')
  })
}

test('a broken chain is told with its first broken line', async () => {
  const { code, lines } = await printed([], 2)
  assert.equal(code, 1)
  assert.match(lines.at(-1) ?? '', /BROKEN at line 2/)
})

for (const args of [['--other'], ['Patient/1'], ['--patient']]) {
  test(`wrong use is told: ${args.join(' ')}`, async () => {
    const { code, lines } = await printed(args)
    assert.equal(code, 64)
    assert.match(lines.join(), /^usage/)
  })
}
