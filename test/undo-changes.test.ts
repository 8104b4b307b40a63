import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { demoRecords, nurse, openDemoRoom } from './safety/demo-room.ts'

type Bot = Awaited<ReturnType<typeof openDemoRoom>>

/** The answer; what is said after it is the preview in its new state. */
const say = async (bot: Bot, text: string): Promise<string> =>
  ((await bot.ask(bot.roomId, nurse, text))[0] ?? '').replaceAll('\u00A0', ' ')

const codeIn = (text: string): string => {
  const code = /typ ja (\d{4})/u.exec(text)?.[1]
  assert.ok(code, text)
  return code
}

/** Types a line and confirms it; what came of it, and its code. */
const confirmed = async (bot: Bot, line: string) => {
  const code = codeIn(await say(bot, line))
  return { code, text: await say(bot, `ja ${code}`) }
}

test('a correction is taken back with its code within five minutes, once', async () => {
  await using bot = await openDemoRoom()
  const first = await confirmed(bot, '!gewicht 72,4')
  const ref = /Kenmerk: Observation\/(\S+)/u.exec(first.text)?.[1] ?? ''
  const list = await say(bot, '!metingen gewicht')
  const number = /\[(\d+)\] Gewicht: 72,4 kg/u.exec(list)?.[1]
  assert.ok(number, list)
  const { code, text } = await confirmed(bot, `!corrigeer ${number} 70,4`)
  assert.match(text, /Terugdraaien kan tot \d\d:\d\d: typ ongedaan \d{4}\./u)
  const value = async () => {
    const now = await bot.client.read('Observation', ref)
    return [now.status, now.valueQuantity?.value]
  }
  assert.deepEqual(await value(), ['amended', 70.4])
  assert.match(
    await say(bot, `ongedaan ${code}`),
    /^Correctie teruggedraaid 14-01-2026 11:00\. Er staat weer: Gewicht: 72,4 kg\.\nCliënt: J\.V\. \(v\), geboren in 1941\nKenmerk: Observation\/\S+$/u,
  )
  assert.deepEqual(await value(), ['final', 72.4])
  assert.match(await say(bot, `ongedaan ${code}`), /^Dit is al teruggedraaid, om 11:00\./u)
})

test('a correction is not taken back after five minutes, nor after another change', async () => {
  await using bot = await openDemoRoom()
  const first = await confirmed(bot, '!gewicht 72,4')
  const ref = /Kenmerk: Observation\/(\S+)/u.exec(first.text)?.[1] ?? ''
  const list = await say(bot, '!metingen gewicht')
  const number = /\[(\d+)\] Gewicht: 72,4 kg/u.exec(list)?.[1]
  const { code } = await confirmed(bot, `!corrigeer ${number}`)
  const now = await bot.client.read('Observation', ref)
  await bot.client.update({ ...now, note: [{ text: 'gezien' }] }, now.meta?.versionId ?? '')
  assert.equal(
    await say(bot, `ongedaan ${code}`),
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  )
  bot.now += 6 * 60_000
  assert.match(await say(bot, `ongedaan ${code}`), /^Te laat: terugdraaien kon tot 11:05\./u)
  assert.equal((await bot.client.read('Observation', ref)).status, 'entered-in-error')
})

const withOwnTask = (record: Resource): Resource =>
  record.resourceType === 'Task'
    ? {
        ...record,
        status: 'requested',
        owner: { reference: 'PractitionerRole/demo-role-wijkverpleegkundige' },
      }
    : record

test('a step with a task is taken back with its code', async () => {
  await using bot = await openDemoRoom(demoRecords(withOwnTask))
  const list = await say(bot, '!taken')
  assert.match(list, /\[1\]/u)
  const { code, text } = await confirmed(bot, '!taak 1 weiger geen tijd')
  const ref = /Kenmerk: Task\/(\S+)/u.exec(text)?.[1] ?? ''
  assert.equal((await bot.client.read('Task', ref)).status, 'rejected')
  assert.equal(
    await say(bot, `ongedaan ${code}`),
    `Stap teruggedraaid 14-01-2026 11:00. De taak staat weer op: gevraagd.\nEen collega kan de stap al hebben gelezen: overleg zo nodig.\nKenmerk: Task/${ref}`,
  )
  const now = await bot.client.read('Task', ref)
  assert.deepEqual([now.status, now.statusReason], ['requested', undefined])
})

test('a referral is asked part by part, and sent with all that was said', async () => {
  await using bot = await openDemoRoom()
  const asked = ['!verwijs huisarts wond beoordelen --uitgebreid', 'rood', 'overslaan', 'zwachtel']
  for (const line of asked) assert.match(await say(bot, line), /^Verwijzing, \d van 8: /u)
  assert.match(await say(bot, 'overslaan'), /^Verwijzing, 5 van 8: /u)
  assert.match(await say(bot, 'overslaan'), /^Verwijzing, 6 van 8: /u)
  assert.match(await say(bot, '99'), /^Verwijzing, 6 van 8: .*\nU heeft hier nog geen lijst/u)
  assert.match(await say(bot, 'overslaan'), /^Verwijzing, 7 van 8: /u)
  assert.match(await say(bot, 'zsm'), /^Verwijzing, 8 van 8: /u)
  const preview = await say(bot, '0612345678')
  assert.match(
    preview,
    /• Vraag: wond beoordelen\n• Reden: rood\n• Behandeling tot nu toe: zwachtel\n• Terugbellen: 0612345678\n• Spoed: ja, ZO SNEL MOGELIJK, antwoord gevraagd vóór 14-01-2026 15:00\n/u,
  )
  const text = await say(bot, `ja ${codeIn(preview)}`)
  const ref = /ServiceRequest\/([^\s,]+)/u.exec(text)?.[1] ?? ''
  const { priority, reasonCode, note } = await bot.client.read('ServiceRequest', ref)
  assert.deepEqual(
    [priority, reasonCode, note],
    [
      'asap',
      [{ text: 'rood' }],
      [{ text: 'Behandeling tot nu toe: zwachtel' }, { text: 'Terugbellen: 0612345678' }],
    ],
  )
})
