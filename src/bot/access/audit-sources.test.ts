import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clientOver } from '../../../test/clinical-case.ts'
import { client, demoRecords, nurse } from '../../../test/safety/demo-room.ts'
import { openWholeBot, type WholeBot } from '../../../test/whole-bot.ts'
import { printAudit } from '../../cli/audit.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { Source } from '../../fhir/server/source.ts'

const now = new Date('2026-01-14T10:00:00Z')

const allergy = (id: string): Resource => ({
  resourceType: 'AllergyIntolerance',
  id,
  meta: { versionId: '1' },
  patient: { reference: 'Patient/there' },
  code: { text: 'Latex' },
})

const elsewhere = (label: string, more: Partial<Source>): Source => ({
  label,
  own: false,
  client: clientOver([allergy('latex')]),
  patientOf: async () => 'Patient/there',
  ...more,
})

const others = [
  elsewhere('Huisarts', {}),
  elsewhere('Apotheek', { patientOf: async () => undefined }),
  elsewhere('Ziekenhuis', { patientOf: () => Promise.reject(new FhirError('unreachable')) }),
]

const readsIn = async ({ store }: WholeBot, after = 0) =>
  (await store.auditTrail({ after })).flatMap(({ action, what, source, outcome, rule }) =>
    action === 'read' ? [[what, source, outcome, rule].join('|')] : [],
  )

const rule = 'professionals-read'

test('the trail says of each source what was asked there, and that the patient was looked up', async () => {
  await using bot = await openWholeBot(demoRecords(), now, {}, others)
  const roomId = await bot.room(client, nurse)
  const said = await bot.ask(roomId, nurse, '!allergie')
  assert.match(said.join(), /Latex/)
  const lines = await readsIn(bot)
  assert.deepEqual(lines, [
    'CareTeam|Dossier|ok|',
    `AllergyIntolerance 4|Dossier|partial|${rule}`,
    `Patient search|Huisarts|partial|${rule}`,
    `AllergyIntolerance 1|Huisarts|partial|${rule}`,
    `Patient search|Apotheek|unknown-patient|${rule}`,
    `Patient search|Ziekenhuis|unreachable|${rule}`,
    `Patient|Dossier|partial|${rule}`,
  ])
})

test('what !bron looks at elsewhere is on the trail as of there', async () => {
  await using bot = await openWholeBot(demoRecords(), now, {}, others.slice(0, 1))
  const roomId = await bot.room(client, nurse)
  const said = (await bot.ask(roomId, nurse, '!allergie')).join()
  const number = /\[(\d+)\][^\n]*Latex/i.exec(said)?.[1]
  const before = (await bot.store.auditTrail({})).at(-1)?.seq
  await bot.ask(roomId, nurse, `!bron ${number}`)
  const lines = await readsIn(bot, before)
  assert.ok(lines.includes(`AllergyIntolerance 1|Huisarts|ok|${rule}`), lines.join('\n'))
})

test('nothing of the trail, however it is given, holds a number of a citizen or what the record says', async () => {
  await using bot = await openWholeBot(demoRecords(), now, {}, others)
  const roomId = await bot.room(client, nurse)
  for (const words of ['!samenvatting', '!medicatie', '!metingen gewicht', '!gewicht 72,4'])
    await bot.ask(roomId, nurse, words)
  const numbers = demoRecords().flatMap((record) =>
    record.resourceType === 'Patient' ? (record.identifier ?? []).map(({ value }) => value) : [],
  )
  assert.ok(numbers.length > 0)
  for (const args of [[], ['--json'], ['--fhir']]) {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    assert.equal(await printAudit(bot.store, args, { print, say: () => {} }), 0)
    assert.ok(lines.length > 10)
    const all = lines.join('\n')
    for (const value of numbers) assert.ok(!all.includes(value ?? ''))
    assert.doesNotMatch(all, /Latex|metoprolol|furosemide|72,4|72\.4|Voorbeeld/i)
  }
})
