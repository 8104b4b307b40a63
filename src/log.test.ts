import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, type LogLevel } from './log.ts'

function written(run: (log: ReturnType<typeof createLog>) => void, level: LogLevel = 'debug') {
  const lines: string[] = []
  run(createLog({ level, destination: { write: (line) => lines.push(line) } }))
  return lines
}

function fieldsOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [line = ''] = written((log) => log.info('x', fields))
  const { level: _level, time: _time, msg: _msg, ...rest } = JSON.parse(line)
  return rest
}

test('an entry is one line of JSON with time, level and sentence', () => {
  const [line = '', ...more] = written((log) => log.warn('it happened\nhere', { count: 2 }))
  assert.deepEqual(more, [])
  assert.equal(line.trim().split('\n').length, 1)
  const entry = JSON.parse(line)
  assert.deepEqual([entry.level, entry.msg, entry.count], ['warn', 'it happened\nhere', 2])
  assert.ok(Math.abs(Date.parse(entry.time) - Date.now()) < 60_000)
})

const all = (log: ReturnType<typeof createLog>) => {
  log.debug('1')
  log.info('2')
  log.warn('3')
  log.error('4')
}

test('entries below the level are not written', () => {
  assert.equal(written(all, 'debug').length, 4)
  assert.equal(written(all, 'warn').length, 2)
  assert.equal(written(all, 'silent').length, 0)
})

test('fields with the name of a secret are masked at any depth', () => {
  const secrets = { asToken: 'a', Authorization: 'b', password: 'c', clientSecret: 'd', BSN: 'e' }
  const logged = fieldsOf({ ...secrets, deep: [{ hs_token: 'f', plain: 'kept' }] })
  assert.deepEqual(logged, {
    asToken: '[secret]',
    Authorization: '[secret]',
    password: '[secret]',
    clientSecret: '[secret]',
    BSN: '[secret]',
    deep: [{ hs_token: '[secret]', plain: 'kept' }],
  })
})

test('secrets inside a text are masked', () => {
  const logged = fieldsOf({
    a: 'sent Bearer abc.def-ghi_123= to it',
    b: 'http://h/x?access_token=abc&y=1',
    c: 'https://user:pass@host/path',
  })
  assert.deepEqual(logged, {
    a: 'sent Bearer [secret] to it',
    b: 'http://h/x?access_token=[secret]&y=1',
    c: 'https://[secret]@host/path',
  })
})

test('a citizen service number is masked wherever it stands, other numbers are not', () => {
  const valid = ['1112', '22333'].join('')
  const logged = fieldsOf({
    text: `number ${valid}, order 123456789, long ${valid}0`,
    list: [`x${valid}x`],
    number: Number(valid),
    [`key ${valid}`]: 1,
    other: 123_456_789,
    time: 1_772_442_000_000,
  })
  assert.deepEqual(logged, {
    text: `number [bsn], order 123456789, long ${valid}0`,
    list: ['x[bsn]x'],
    number: '[bsn]',
    'key [bsn]': 1,
    other: 123_456_789,
  })
  const [line = ''] = written((log) => log.info(`for ${valid}`))
  assert.equal(JSON.parse(line).msg, 'for [bsn]')
})

test('of an error with a code only name, code and cause are written', () => {
  const cause = Object.assign(new Error('secret words'), { code: 'ECONNRESET' })
  const err = Object.assign(new Error('secret words', { cause }), { code: 'timeout', body: 'x' })
  err.name = 'FhirError'
  assert.deepEqual(fieldsOf({ err }), {
    err: { name: 'FhirError', code: 'timeout', cause: { name: 'Error', code: 'ECONNRESET' } },
  })
})

test('of a defect the place is written too, but not its message', () => {
  const line = JSON.stringify(fieldsOf({ err: new TypeError('secret\n    at words (x)') }))
  assert.match(line, /"name":"TypeError","code":"TypeError","at":\["at /)
  assert.match(line, /log\.test\.ts/)
  assert.ok(!line.includes('secret') && !line.includes('words'))
})

test('what is no error, very long, very deep or circular does no harm', () => {
  const circle: Record<string, unknown> = { bytes: Buffer.from('x'), set: new Set(['a']) }
  circle['self'] = circle
  const line = JSON.stringify(
    fieldsOf({ circle, err: 'thrown', long: 'x'.repeat(100_000), big: 10n, list: Array(99) }),
  )
  assert.ok(line.length < 10_000)
  assert.match(line, /"err":"thrown"/)
  assert.match(line, /49 more/)
})
