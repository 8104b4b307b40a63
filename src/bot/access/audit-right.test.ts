import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld } from '../../../test/fakes/bot.ts'
import { patient, professional, teamOf } from '../../../test/fakes/team.ts'
import { defineCommand } from '../../commands/command.ts'
import type { TaalPorts } from '../../commands/taal.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import { createPolicy, type Rule } from './policy.ts'

const system = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  roles: ['nurse'],
  commands: ['reads', 'writes'],
  except: [],
  places: ['team'],
  sources: ['own'],
  ...more,
})

const roles = {
  nurse: { uzi: ['30.*'], snomed: [] },
  carer: { uzi: ['86.*'], snomed: [] },
  professional: { uzi: ['99.*'], snomed: [] },
}

const policy = createPolicy({
  roles,
  defaultRole: 'professional',
  orders: [],
  clients: { phonesOfProfessionals: false },
  rules: [
    rule('nurses', {}),
    rule('nurses-elsewhere', { sources: ['foreign'] }),
    rule('carers', { roles: ['carer'], commands: ['zie'] }),
  ],
})

const entry = (ref: string, code: string) =>
  professional(nurse, {
    ref: `PractitionerRole/${ref}`,
    roleCodes: [
      { system, code },
      { system: 'urn:other', code: '111222333' },
      { system, code: 'J. Jansen, 111222333' },
    ],
  })

/** A carer at one organization who is a nurse at another. */
const openTwoRoles = async (): Promise<Awaited<ReturnType<typeof openWorld>>> => {
  const world = await openWorld()
  const members = [entry('carer', '86.000'), entry('nurse', '30.000'), professional(doctor)]
  world.teams.set({ ...teamOf(), members })
  world.policy = policy
  return world
}

const trailOf = async ({ store }: Awaited<ReturnType<typeof openWorld>>) =>
  (await store.auditTrail({ patient })).map((line) =>
    [line.action, line.what, line.role, line.codes, line.rule, line.source, line.outcome].join('|'),
  )

const both = 'uzi:86.000 uzi:30.000'
const asNurse = `PractitionerRole/nurse|${both}`

test('a line says in which role, with which codes, by which rule and of whom something was asked', async () => {
  await using world = await openTwoRoles()
  world.deeds.others = [
    defineCommand<TaalPorts>({
      name: 'elders',
      aliases: [],
      options: [],
      examples: [],
      access: 'read',
      place: 'room',
      summary: () => 'elders',
      usage: () => 'elders',
      run: async () => ({
        kind: 'answer',
        document: [paragraph('elders')],
        refs: [],
        reads: ['Flag 1', 'Patient search @Huisarts', 'Flag failed timeout @Huisarts'],
        foreign: [],
        outcome: 'partial',
      }),
    }),
  ]
  await world.type(nurse, '!elders')
  assert.deepEqual(await trailOf(world), [
    `command|elders|${asNurse}|nurses||partial`,
    `read|CareTeam|PractitionerRole/carer|${both}|||ok`,
    `read|Flag 1|${asNurse}|nurses|Dossier|partial`,
    `read|Patient search|${asNurse}|nurses-elsewhere|Huisarts|partial`,
    `read|Flag|${asNurse}|nurses-elsewhere|Huisarts|timeout`,
  ])
})

test('what is confirmed and taken back is on the trail by the rule that allowed it', async () => {
  await using world = await openTwoRoles()
  await world.type(nurse, '!schrijf')
  await world.type(nurse, 'ja 4821')
  await world.type(nurse, 'ongedaan 4821')
  const lines = (await trailOf(world)).filter((line) => line.startsWith('write'))
  assert.deepEqual(lines, [
    `write|Observation/1|${asNurse}|nurses|Dossier|ok`,
    `write|Observation/1|${asNurse}|nurses|Dossier|ok`,
  ])
})

test('what only the other role allows is asked in that one, and a refusal names no rule', async () => {
  await using world = await openTwoRoles()
  world.policy = createPolicy({
    roles,
    defaultRole: 'professional',
    orders: [],
    clients: { phonesOfProfessionals: false },
    rules: [rule('carers', { roles: ['carer'], commands: ['zie'] })],
  })
  await world.type(nurse, '!zie')
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), [`voor ${nurse}`, nl.bot.noRights])
  const lines = (await trailOf(world)).filter((line) => !line.startsWith('drop'))
  const asCarer = `PractitionerRole/carer|${both}`
  assert.deepEqual(lines, [
    `command|zie|${asCarer}|carers||ok`,
    `read|CareTeam|${asCarer}|||ok`,
    `read|MedicationRequest 1|${asCarer}|carers|Dossier|ok`,
    `denial|lees|${asCarer}|||no-rights policy carer nurse team`,
    `read|CareTeam|${asCarer}|||ok`,
  ])
})
