import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditFilter, AuditLine } from '../store/store.ts'
import { auditLines, printAudit } from './audit.ts'

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

const right = {
  role: 'PractitionerRole/1',
  rule: 'professionals-read',
  codes: 'uzi:30.000 sct:224535009',
  source: 'Huisarts Pulver',
  version: '1.2.3',
}

async function printed(args: readonly string[], broken?: number) {
  const lines: string[] = []
  const said: string[] = []
  const trail = [line(1, 'Patient/1'), { ...line(2, undefined), ...right }]
  const store = {
    auditTrail: async ({ patient, after = 0 }: AuditFilter) =>
      trail.filter(({ seq, patient: of }) => seq > after && (patient ?? of) === of),
    brokenAuditLine: async () => broken,
  }
  const code = await printAudit(store, args, {
    print: (text) => lines.push(text),
    say: (text) => said.push(text),
  })
  return { code, lines, said }
}

test('each line is printed with all it holds, then that the chain is whole', async () => {
  const { code, lines } = await printed([])
  assert.equal(code, 0)
  assert.deepEqual(lines, [
    '1\t2026-03-02T09:00:00.000Z\t@a:x\t-\tcommand\tmedicatie\u{fffd}[2J\u{fffd}x\tPatient/1\t!1\t$1\tok\t-\t-\t-\t-',
    '2\t2026-03-02T09:00:00.000Z\t@a:x\tPractitionerRole/1\tcommand\tmedicatie\u{fffd}[2J\u{fffd}x\t-\t!1\t$1\tok\tprofessionals-read\tuzi:30.000 sct:224535009\tHuisarts Pulver\t1.2.3',
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

for (const args of [['--other'], ['Patient/1'], ['--patient'], ['--json', '--fhir']]) {
  test(`wrong use is told: ${args.join(' ')}`, async () => {
    const { code, lines, said } = await printed(args)
    assert.equal(code, 64)
    assert.deepEqual(lines, [])
    assert.match(said.join(), /^usage/)
  })
}

test('with --json each line is one object with all it holds, and the chain is told beside it', async () => {
  const { code, lines, said } = await printed(['--json'])
  assert.equal(code, 0)
  assert.deepEqual(said, ['chain whole: 2 lines'])
  const at = '2026-03-02T09:00:00.000Z'
  const { role: _none, ...first } = line(1, 'Patient/1')
  assert.deepEqual(
    lines.map((text) => JSON.parse(text)),
    [
      { ...first, at },
      {
        ...line(2, 'none'),
        ...right,
        codes: ['uzi:30.000', 'sct:224535009'],
        at,
        patient: undefined,
      },
    ].map((each) => JSON.parse(JSON.stringify(each))),
  )
  assert.ok(lines.every((text) => !text.includes('\n')))
})

test('with --fhir each line is one AuditEvent, and a broken chain is still told and counts', async () => {
  const { code, lines, said } = await printed(['--fhir', '--patient', '1'], 2)
  assert.equal(code, 1)
  assert.match(said.join(), /BROKEN at line 2/)
  assert.deepEqual(
    lines.map((text) => JSON.parse(text).resourceType),
    ['AuditEvent'],
  )
})

test('a long trail is read a thousand lines at a time, and no further than it is taken', async () => {
  const asked: AuditFilter[] = []
  const store = {
    auditTrail: async (filter: AuditFilter) => {
      asked.push(filter)
      const { after = 0, most = Infinity } = filter
      const count = Math.min(most, 2500 - after)
      return Array.from({ length: count }, (_, n) => line(after + n + 1, 'Patient/1'))
    },
  }
  const lines = auditLines(store, { patient: 'Patient/1' })
  await lines.next()
  assert.deepEqual(asked, [{ patient: 'Patient/1', after: 0, most: 1000 }])
  let last = 1
  for await (const { seq } of lines) {
    assert.equal(seq, last + 1)
    last = seq
  }
  assert.equal(last, 2500)
  assert.deepEqual(
    asked.map(({ after }) => after),
    [0, 1000, 2000],
  )
})
