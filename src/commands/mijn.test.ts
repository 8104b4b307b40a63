import assert from 'node:assert/strict'
import test from 'node:test'
import { messages } from '../i18n/messages.ts'
import { toHtml } from '../reply/html.ts'
import { toText } from '../reply/text.ts'
import { mijn, type OwnRoom } from './mijn.ts'

const room = (name: string): OwnRoom => ({
  name,
  roomId: `!${name}:x.example`,
  href: `https://matrix.to/#/${encodeURIComponent(`!${name}:x.example`)}?via=x.example`,
})

const ask = async (rooms: readonly OwnRoom[], words: readonly string[] = [], complete = true) => {
  const asked: string[] = []
  const outcome = await mijn.run(
    {
      roomsOf: async (userId) => {
        asked.push(userId)
        return { rooms, complete }
      },
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
  assert.deepEqual([outcome.refs, outcome.reads, outcome.outcome], [[], ['CareTeam'], 'ok'])
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
