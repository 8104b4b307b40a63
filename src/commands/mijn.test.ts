import assert from 'node:assert/strict'
import test from 'node:test'
import { taskFact } from '../fhir/referral/task.ts'
import { messages } from '../i18n/messages.ts'
import { toHtml } from '../reply/html.ts'
import { toText } from '../reply/text.ts'
import { type MijnPorts, mijn, type OwnRoom } from './mijn.ts'

const room = (name: string): OwnRoom => ({
  name,
  roomId: `!${name}:x.example`,
  href: `https://matrix.to/#/${encodeURIComponent(`!${name}:x.example`)}?via=x.example`,
})

type Tasks = Awaited<ReturnType<MijnPorts['ownTasks']>>

const noTasks: Tasks = { tasks: [], complete: true }

const ask = async (
  rooms: readonly OwnRoom[],
  words: readonly string[] = [],
  complete = true,
  tasks: Tasks = noTasks,
) => {
  const asked: string[] = []
  const outcome = await mijn.run(
    {
      roomsOf: async (userId) => {
        asked.push(userId)
        return { rooms, complete }
      },
      ownTasks: async () => tasks,
      patient: '',
      roomId: '!dm',
      eventId: '$e',
      asker: {
        userId: '@vries:vvt.example',
        member: {
          kind: 'unknown',
          ref: undefined,
          practitioner: undefined,
          userIds: [],
          name: undefined,
          functions: [],
          roleCodes: [],
          organization: undefined,
          phones: [],
          responsible: false,
          absences: [],
          current: false,
        },
      },
      t: messages.nl,
      audience: 'professional' as const,
      lastList: async () => undefined,
      timeZone: 'Europe/Amsterdam',
      now: new Date('2026-01-14T09:31:00+01:00'),
      signal: new AbortController().signal,
    },
    { words, options: {}, text: '' },
  )
  assert.ok(outcome.kind === 'answer')
  return { outcome, asked, text: toText(outcome.document), html: toHtml(outcome.document) }
}

test('the rooms of the asker are listed by name, each a link', async () => {
  const { outcome, asked, text, html } = await ask([room('Reiger'), room('Blauwe Uil')])
  assert.deepEqual(asked, ['@vries:vvt.example'])
  assert.equal(text, 'Uw ruimtes (2)\n\n• Blauwe Uil\n• Reiger')
  assert.ok(
    html.includes('<a href="https://matrix.to/#/!Reiger%3Ax.example?via=x.example">Reiger</a>'),
  )
  assert.deepEqual([outcome.refs, outcome.reads, outcome.outcome], [[], ['CareTeam', 'Task'], 'ok'])
})

test('part of a name narrows the list', async () => {
  const rooms = [room('Reiger'), room('Blauwe Uil')]
  assert.equal((await ask(rooms, ['uil'])).text, 'Uw ruimte\n\n• Blauwe Uil')
  assert.equal(
    (await ask(rooms, ['vink'])).text,
    'Geen ruimte van u met “vink” in de naam gevonden.',
  )
})

test('a list that may lack rooms says so, also when it is empty', async () => {
  const { outcome, text } = await ask([], [], false)
  assert.equal(outcome.outcome, 'partial')
  assert.equal(
    text,
    'ONVOLLEDIG\nNiet alle zorgteams konden worden nagekeken. Er kunnen ruimtes ontbreken.\n\nGeen ruimtes voor u gevonden.',
  )
})

test('a long list is cut with a way to the rest', async () => {
  const rooms = Array.from({ length: 45 }, (_, index) => room(`Zorgteam Vink ${index + 10}`))
  const { text } = await ask(rooms)
  const lines = text.split('\n')
  assert.equal(lines.filter((line) => line.startsWith('•')).length, 40)
  assert.equal(lines.at(-1), 'nog 5 – typ een deel van de naam, bijvoorbeeld !mijn 50')
})

const taskIn = (one: OwnRoom, isUrgent: boolean) => ({
  fact: taskFact({
    resource: {
      resourceType: 'Task',
      id: 't1',
      status: 'requested',
      intent: 'order',
      ...(isUrgent ? { priority: 'urgent' as const } : {}),
    },
    source: 'Dossier',
    key: 'Task/t1',
    included: new Map(),
  }),
  room: one,
})

const named = (name: string, patient: string, isClients = false) => ({
  ...room(name),
  patient,
  isClients,
})

test("rooms with something to do stand first, the urgent before all, and a client's conversations stand with the client", async () => {
  const reiger = named('Zorgteam Reiger', 'Patient/1', true)
  const second = named('Gesprek 2 · Zorgteam Reiger', 'Patient/1')
  const tenth = named('Gesprek 10 · Zorgteam Reiger', 'Patient/1')
  const uil = named('Zorgteam Uil', 'Patient/2', true)
  const vink = named('Zorgteam Vink', 'Patient/3', true)
  const tasks = [taskIn(vink, true), taskIn(uil, false), taskIn(uil, false)]
  const { text } = await ask([tenth, reiger, uil, second, vink], [], true, {
    tasks,
    complete: true,
  })
  assert.equal(
    text,
    `Uw ruimtes (5)

• Zorgteam Vink – 1 open taak voor u, 1 met spoed
• Zorgteam Uil – 2 open taken voor u
• Zorgteam Reiger
• Gesprek 2 · Zorgteam Reiger
• Gesprek 10 · Zorgteam Reiger`,
  )
})

test('tasks that cannot be counted are said to be, and the rooms are shown all the same', async () => {
  const { outcome, text } = await ask([room('Reiger')], [], true, 'timeout')
  assert.equal(outcome.outcome, 'partial')
  assert.equal(
    text,
    'ONVOLLEDIG\nUw open taken konden niet (alle) worden geteld.\n\nUw ruimte\n\n• Reiger',
  )
})
