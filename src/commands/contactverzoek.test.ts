import assert from 'node:assert/strict'
import { test } from 'node:test'
import { careTeamsOf, doctor, followOf, member } from '../../test/referral-parts.ts'
import { colleague, memoryWriter, taskContext, typedArgs, wordsOf } from '../../test/task-parts.ts'
import { toText } from '../reply/text.ts'
import { contactverzoek } from './contactverzoek.ts'

const run = (line: string, over: Parameters<typeof taskContext>[0] = {}) =>
  contactverzoek.run(taskContext(over), typedArgs(line))

test('a request to call back is shown whole before it is sent', async () => {
  assert.equal(
    wordsOf(await run('huisarts over de medicatie voor morgen 12:00')),
    `Bevestig terugbelverzoek – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Voor: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde
• Wat: over de medicatie
• Uiterlijk: 23-08-2026 12:00
• Prioriteit: gewoon

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

test('without words it says that somebody is to be called back', async () => {
  assert.match(wordsOf(await run('huisarts')), /\n• Wat: Terugbellen\n/)
})

test('without anybody the colleagues are offered by number', async () => {
  assert.equal(
    wordsOf(await run('')),
    `Wie moet er terugbellen?

1. P. van Pulver, Huisarts, Huisartsenpraktijk De Linde
2. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2, of noem iemand met !contactverzoek @naam.`,
  )
})

test('when who is asked is away the deputy is proposed', async () => {
  const text = 'Waarnemer: B. Bakker'
  const away = { ...doctor, absences: [{ start: undefined, end: undefined, text, now: true }] }
  const outcome = await run('huisarts', { careTeams: careTeamsOf(member(), away, colleague) })
  assert.equal(
    wordsOf(outcome),
    `P. van Pulver is volgens het adresboek nu afwezig (Waarnemer: B. Bakker). Voor wie is het?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij, waarnemer
2. toch P. van Pulver

Typ een nummer van 1 tot en met 2, of noem iemand met !contactverzoek @naam.`,
  )
})

test('a confirmed request is a task that says by its code what it is', async () => {
  const { writer, bundles } = memoryWriter()
  const { follow, added } = followOf('failed')
  const outcome = await run('huisarts over de medicatie')
  assert.ok(outcome.kind === 'confirm')
  const draft = JSON.parse(JSON.stringify(outcome.draft))
  const carried = await contactverzoek.carryOut?.(taskContext({ writer, follow }), draft, '$p')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    `Terugbelverzoek verstuurd 22-08-2026 14:10: voor P. van Pulver.
Kenmerk: Task/8
P. van Pulver zit niet in deze ruimte en kon niet worden uitgenodigd. Neem zelf contact op.
Wat ermee gebeurt staat straks als antwoord onder dit bericht.`,
  )
  const task = bundles[0]?.entry?.[0]?.resource
  assert.ok(task?.resourceType === 'Task')
  assert.deepEqual(
    [task.code, task.description, task.status],
    [{ text: 'terugbelverzoek' }, 'over de medicatie', 'requested'],
  )
  assert.deepEqual(
    added.map(({ kind, isUrgent }) => [kind, isUrgent]),
    [['callback', false]],
  )
})

test('somebody without an account is said not to see it', async () => {
  const { writer } = memoryWriter()
  const careTeams = careTeamsOf(member(), { ...doctor, userIds: [] })
  const outcome = await run('huisarts spoed', { careTeams })
  assert.match(
    wordsOf(outcome),
    /\n\nNiemand wordt opgeroepen: de ontvanger heeft geen account waarvan dit bekend is\. Bel bij spoed\.\n\n/,
  )
  assert.ok(outcome.kind === 'confirm')
  const carried = await contactverzoek.carryOut?.(taskContext({ writer }), outcome.draft, '$p')
  assert.match(
    carried === undefined ? '' : toText(carried.document),
    /\nVan P\. van Pulver is geen account bekend: deze ziet dit gesprek niet\. Neem zelf contact op\.\n/,
  )
})
