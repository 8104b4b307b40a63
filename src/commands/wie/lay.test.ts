import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messages } from '../../i18n/messages.ts'
import type { Line } from '../../reply/document.ts'
import { paragraph } from '../../reply/document.ts'
import { toText } from '../../reply/text.ts'
import { type LayContext, layPersonLine } from './lay.ts'
import type { Presence } from './line.ts'
import type { Person } from './people.ts'

const context: LayContext = {
  t: messages.nl,
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-01-14T09:31:00+01:00'),
}

const doctor: Person = {
  kind: 'professional',
  name: 'P. Bakker',
  functions: ['Huisarts'],
  organization: { ref: undefined, name: 'Huisartsen Zonnedorp', ura: undefined },
  phones: ['+31201234502'],
  userIds: ['@huisarts:zorg.test'],
  responsible: true,
  absences: [],
  current: true,
  rank: 0,
  about: ['CareTeam/1'],
  source: undefined,
}

const words = (line: Line) => toText([paragraph(line)])

const presence: Presence = new Map([['@huisarts:zorg.test', 'join']])

test('a professional is told with function and organization, and without a telephone number', () => {
  assert.equal(
    words(layPersonLine(doctor, presence, context)),
    'P. Bakker – Huisarts (heeft de leiding over de behandeling) – Huisartsen Zonnedorp – leest mee in deze ruimte',
  )
})

test('the telephone numbers of professionals are told where that is configured, those of relatives nowhere', () => {
  const open = { ...context, phonesForClients: true }
  assert.match(words(layPersonLine(doctor, presence, open)), / – telefoon \+31201234502 – /)
  const daughter = {
    ...doctor,
    kind: 'related',
    name: 'M. van Voorbeeld',
    functions: ['Dochter'],
  } as const
  const text = words(layPersonLine({ ...daughter, responsible: false }, new Map(), open))
  assert.equal(
    text,
    'M. van Voorbeeld – Dochter – Huisartsen Zonnedorp – leest niet mee in deze ruimte',
  )
})

test('what is not known of somebody is said', () => {
  const nobody: Person = {
    ...doctor,
    kind: 'unknown',
    name: undefined,
    functions: [],
    organization: undefined,
    responsible: false,
    absences: [{ start: undefined, end: undefined, text: 'Vakantie', now: true }],
  }
  assert.equal(
    words(layPersonLine(nobody, undefined, context)),
    'Iemand van wie de naam er niet bij staat – wat deze persoon doet, staat er niet bij – of deze persoon meeleest, is nu niet bekend – nu afwezig',
  )
})

test('the client is called that, and no function is asked of them', () => {
  const client: Person = { ...doctor, kind: 'patient', organization: undefined, userIds: [] }
  assert.equal(
    words(layPersonLine(client, presence, context)),
    'De cliënt – leest niet mee in deze ruimte',
  )
})

test('an organization is told as one, with its number where that is configured', () => {
  const pharmacy: Person = {
    ...doctor,
    kind: 'unknown',
    isOrganization: true,
    name: 'Apotheek De Gaper',
    functions: [],
    responsible: false,
    organization: { ref: 'Organization/1', name: 'Apotheek De Gaper', ura: undefined },
    userIds: [],
  }
  assert.equal(
    words(layPersonLine(pharmacy, presence, context)),
    'Apotheek De Gaper – organisatie – leest niet mee in deze ruimte',
  )
  assert.equal(
    words(layPersonLine(pharmacy, presence, { ...context, phonesForClients: true })),
    'Apotheek De Gaper – organisatie – telefoon +31201234502 – leest niet mee in deze ruimte',
  )
})
