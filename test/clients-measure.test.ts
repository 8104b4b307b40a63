import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { nl } from '../src/i18n/nl.ts'
import { account } from './team-records.ts'
import { openWholeBot, serverName } from './whole-bot.ts'

const now = new Date('2026-01-14T10:00:00Z')
const client = 'Patient/demo-client-1'
const nurse = `@wijkverpleegkundige:${serverName}`
const daughter = `@dochter:${serverName}`

/** The daughter has an account, and is on the team. */
const withDaughter = (record: Resource): Resource => {
  if (record.resourceType === 'RelatedPerson')
    return { ...record, telecom: [...(record.telecom ?? []), account(daughter)] }
  if (record.resourceType !== 'CareTeam' || record.subject?.reference !== client) return record
  const member = { reference: 'RelatedPerson/demo-dochter' }
  return { ...record, participant: [...(record.participant ?? []), { member }] }
}

/** The bot in a room of the client with the nurse and the daughter. */
const openRoom = async (settings: Readonly<Record<string, string>> = {}) => {
  const records = demoResources({ serverName, now }).map(withDaughter)
  const bot = await openWholeBot(records, now, settings)
  const roomId = await bot.room(client, nurse, daughter)
  bot.homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility: 'invited' },
  })
  return Object.assign(bot, { roomId })
}

test('as the policy comes, a relative measures nothing', async () => {
  await using bot = await openRoom()
  assert.deepEqual(await bot.ask(bot.roomId, daughter, '!rr 165/95'), [nl.bot.noRights])
  assert.doesNotMatch((await bot.ask(bot.roomId, daughter, '!help')).join('\n'), /!meet/u)
  assert.deepEqual(bot.writes, [])
})

test('with the rule turned on, what a relative measured is in the record in the name of that relative', async () => {
  const shipped = await readFile(new URL('../config/policy.json', import.meta.url), 'utf8')
  const folder = await mkdtemp(join(tmpdir(), 'policy-'))
  try {
    const policy = join(folder, 'policy.json')
    await writeFile(policy, shipped.replace('"on": false', '"on": true'))
    await using bot = await openRoom({ ZORGBOT_POLICY: policy })
    assert.match((await bot.ask(bot.roomId, daughter, '!help')).join('\n'), /!meet/u)
    const [preview = ''] = await bot.ask(bot.roomId, daughter, '!rr 165/95')
    assert.match(preview, /^Bevestig meting – nog NIET vastgelegd\n/u)
    const code = /typ ja (\d{4}) om/u.exec(preview)?.[1]
    assert.ok(code, preview)
    const [done = ''] = await bot.ask(bot.roomId, daughter, `ja ${code}`)
    assert.match(done, /^Meting vastgelegd 14-01-2026 11:00: Bloeddruk: 165\/95\u00A0mmHg\.\n/u)
    assert.match(done, /Niemand krijgt hiervan bericht via dit gesprek\./u)
    assert.deepEqual(bot.writes, ['Observation'])
    const { matches } = await bot.client.search('Observation', {
      patient: client,
      date: 'ge2026-01-14',
    })
    assert.deepEqual(
      matches.map(({ performer }) => performer?.map(({ reference }) => reference)),
      [['RelatedPerson/demo-dochter']],
    )
    // What was not made for clients stays refused.
    assert.deepEqual(await bot.ask(bot.roomId, daughter, '!rapporteer Rustig'), [nl.bot.noRights])
  } finally {
    await rm(folder, { recursive: true })
  }
})
