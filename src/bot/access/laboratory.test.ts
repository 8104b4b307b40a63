import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Observation, Resource } from '@medplum/fhirtypes'
import { client, demoRecords, nurse } from '../../../test/safety/demo-room.ts'
import { account } from '../../../test/team-records.ts'
import { openWholeBot, serverName, type WholeBot } from '../../../test/whole-bot.ts'
import { nl } from '../../i18n/nl.ts'

const now = new Date('2026-01-14T10:00:00Z')
const carer = `@verzorgende:${serverName}`
const daughter = `@dochter:${serverName}`

const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
]

const glucose = (id: string, value: number, of: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '14749-6' }], text: 'Glucose' },
  subject: { reference: client },
  effectiveDateTime: '2026-01-13T08:00:00+01:00',
  valueQuantity: { value, unit: 'mmol/L' },
  ...of,
})

const ofLaboratory = glucose('glucose-lab', 24.1, {
  category: category('laboratory'),
  interpretation: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
          code: 'HH',
        },
      ],
    },
  ],
})
const atTheBed = glucose('glucose-poc', 9.9, {
  category: category('vital-signs'),
  effectiveDateTime: '2026-01-12T08:00:00+01:00',
})

const people: readonly Resource[] = [
  { resourceType: 'Practitioner', id: 'verzorgende', name: [{ family: 'Verzorgende' }] },
  {
    resourceType: 'PractitionerRole',
    id: 'verzorgende',
    active: true,
    practitioner: { reference: 'Practitioner/verzorgende' },
    telecom: [account(carer)],
    code: [
      { coding: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '86.000' }] },
    ],
  },
]

/** The carer and the daughter are on the team. */
const withPeople = (record: Resource): Resource => {
  if (record.resourceType === 'RelatedPerson')
    return { ...record, telecom: [...(record.telecom ?? []), account(daughter)] }
  if (record.resourceType !== 'CareTeam' || record.subject?.reference !== client) return record
  const joined = ['PractitionerRole/verzorgende', 'RelatedPerson/demo-dochter']
  const members = joined.map((reference) => ({ member: { reference } }))
  return { ...record, participant: [...(record.participant ?? []), ...members] }
}

const openRoom = (more: readonly Resource[], ...joined: readonly string[]) =>
  openUnder({}, more, ...joined)

const openUnder = async (
  settings: Readonly<Record<string, string>>,
  more: readonly Resource[],
  ...joined: readonly string[]
) => {
  const bot = await openWholeBot([...demoRecords(withPeople), ...people, ...more], now, {
    ZORGBOT_REPEAT_SECONDS: '0',
    ...settings,
  })
  const roomId = await bot.room(client, ...joined)
  bot.homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility: 'invited' },
  })
  return Object.assign(bot, { roomId })
}

const asked = async (bot: WholeBot & { readonly roomId: string }, who: string, words: string) =>
  (await bot.ask(bot.roomId, who, words)).join('\n')

test('a carer, who may not read !lab, sees in !metingen no result of the laboratory and reads that', async () => {
  await using bot = await openRoom([ofLaboratory, atTheBed], nurse, carer)
  assert.equal(await asked(bot, carer, '!lab'), nl.bot.noRights)
  for (const words of ['!metingen', '!metingen glucose', '!metingen glucose alles']) {
    const said = await asked(bot, carer, words)
    assert.doesNotMatch(said, /24,1/, words)
    assert.match(said, /9,9/, words)
    assert.match(said, /Niet getoond: labuitslagen\./, words)
    assert.doesNotMatch(said, /ONVOLLEDIG|deels/, words)
  }
})

test('what the carer draws, measures or refers with holds no result of the laboratory either', async () => {
  await using bot = await openRoom([ofLaboratory], nurse, carer)
  for (const words of [
    '!metingen glucose --grafiek',
    '!meet glucose 8,2',
    '!verwijs huisarts wond',
  ])
    assert.doesNotMatch(await asked(bot, carer, words), /24,1/, words)
})

test('with nothing but results of the laboratory there is no word that there are none', async () => {
  await using bot = await openRoom([ofLaboratory], nurse, carer)
  const said = await asked(bot, carer, '!metingen glucose')
  assert.match(said, /Niet getoond: labuitslagen\./)
  assert.match(said, /Geen gegevens gevonden in Dossier .* Dat betekent niet dat er niets is\./)
})

test('a relative sees no result of the laboratory, nor does who reads along with one', async () => {
  await using bot = await openRoom([ofLaboratory, atTheBed], nurse, daughter)
  for (const who of [daughter, nurse])
    for (const words of ['!metingen', '!metingen glucose']) {
      const said = await asked(bot, who, words)
      assert.doesNotMatch(said, /24,1/, `${who} ${words}`)
      assert.match(said, /9,9/, `${who} ${words}`)
      assert.match(said, /Niet getoond: labuitslagen\./, `${who} ${words}`)
    }
})

test('a nurse among professionals sees all of it, and is not told that something was left out', async () => {
  await using bot = await openRoom([ofLaboratory, atTheBed], nurse, carer)
  for (const words of ['!metingen', '!metingen glucose', '!samenvatting']) {
    const said = await asked(bot, nurse, words)
    assert.match(said, /24,1/, words)
    assert.doesNotMatch(said, /Niet getoond: labuitslagen/, words)
  }
})

test('a carer who may see the summary, but not !lab, sees no result of the laboratory in it', async () => {
  const shipped = new URL('../../../config/policy.json', import.meta.url)
  const text = (await readFile(shipped, 'utf8')).replace(
    '"waarschuwingen",',
    '"samenvatting", "waarschuwingen",',
  )
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-policy-'))
  const file = join(folder, 'policy.json')
  await writeFile(file, text)
  await using bot = await openUnder(
    { ZORGBOT_POLICY: file },
    [ofLaboratory, atTheBed],
    nurse,
    carer,
  )
  await rm(folder, { recursive: true })
  const said = await asked(bot, carer, '!samenvatting')
  assert.match(said, /Niet getoond: labuitslagen\./)
  assert.match(said, /Bloeddruk: 166\/94/)
  assert.doesNotMatch(said, /24,1|Kreatinine|labuitslagen \(|labuitslagen.* gevonden/i)
})
