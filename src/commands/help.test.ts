import assert from 'node:assert/strict'
import test from 'node:test'
import type { TeamMember } from '../fhir/team/care-team.ts'
import { messages } from '../i18n/messages.ts'
import { toText } from '../reply/text.ts'
import { type HelpedCommand, type HelpPorts, helpFor } from './help.ts'
import { commands } from './registry.ts'

const stranger: TeamMember = {
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
}

type Setting = {
  readonly here?: HelpPorts['here']
  readonly kind?: TeamMember['kind']
  readonly place?: 'room' | 'direct'
  readonly allowed?: (command: HelpedCommand) => boolean
  readonly language?: 'nl' | 'en'
}

const shown = ['medicatie', 'allergie', 'metingen', 'wie', 'verwijs', 'mijn']

/** Commands enough for an overview; the others are shown alike. */
const actions = commands.filter(({ name }) => shown.includes(name))

const ask = (words: readonly string[], setting: Setting = {}) => {
  const { place = 'room', allowed = () => true, language = 'nl', kind = 'unknown' } = setting
  const { here = 'professional' } = setting
  return helpFor(actions).run(
    {
      place,
      allowed,
      here,
      patient: '',
      roomId: '!r',
      eventId: '$e',
      asker: { userId: '@a:example', member: { ...stranger, kind } },
      t: messages[language],
      audience: 'professional' as const,
      lastList: async () => undefined,
      timeZone: 'Europe/Amsterdam',
      now: new Date('2026-01-14T09:31:00+01:00'),
      signal: new AbortController().signal,
    },
    { words, options: {}, text: '' },
  )
}

const said = async (words: readonly string[], setting: Setting = {}) => {
  const outcome = await ask(words, setting)
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused')
  return toText(outcome.document)
}

test('in a room every command of the room is shown with an example, one on a line', async () => {
  const { medicatie, allergie, metingen, wie, verwijs } = messages.nl
  const text = await said([])
  assert.deepEqual(text.split('\n').filter(Boolean), [
    'Dit kunt u hier typen',
    `• !medicatie – ${medicatie.summary}, bijvoorbeeld !medicatie alles`,
    `• !allergie – ${allergie.summary}, bijvoorbeeld !allergie alles`,
    `• !metingen – ${metingen.summary}, bijvoorbeeld !metingen bloeddruk`,
    `• !verwijs – ${verwijs.summary}, bijvoorbeeld !verwijs fysiotherapie valrisico na opname --spoed`,
    `• !wie – ${wie.summary}, bijvoorbeeld !wie afwezig`,
    'Uitleg bij een opdracht: !help wie',
  ])
})

test('what this person may not do here is not shown', async () => {
  const readsOnly = await said([], { allowed: ({ access }) => access !== 'write' })
  assert.ok(!readsOnly.includes('!verwijs'))
  assert.ok(!readsOnly.includes('!mijn'))
  assert.ok(readsOnly.includes('!wie'))
})

test('in a direct message only what works there is shown', async () => {
  assert.equal(
    await said([], { place: 'direct' }),
    [
      'Dit kunt u hier typen',
      `• !mijn – ${messages.nl.mijn.summary}, bijvoorbeeld !mijn reiger`,
      'Uitleg bij een opdracht: !help mijn',
    ].join('\n\n'),
  )
})

test('who may do nothing is told so', async () => {
  assert.equal(await said([], { allowed: () => false }), 'U kunt hier alleen !help typen.')
})

const overviewOf = async (
  all: readonly HelpedCommand[],
  { place = 'room', allowed = () => true }: Setting = {},
) => {
  const outcome = await helpFor(all).run(
    {
      place,
      allowed,
      patient: '',
      roomId: '!r',
      eventId: '$e',
      asker: { userId: '@a:example', member: stranger },
      t: messages.nl,
      audience: 'professional' as const,
      lastList: async () => undefined,
      timeZone: 'Europe/Amsterdam',
      now: new Date(0),
      signal: new AbortController().signal,
    },
    { words: [], options: {}, text: '' },
  )
  assert.ok(outcome.kind === 'answer')
  return toText(outcome.document)
}

test('more commands than fit are named below, in groups a person looks for them in', async () => {
  const lines = (await overviewOf(commands.filter(({ name }) => name !== 'help'))).split('\n')
  assert.deepEqual(lines.slice(lines.findIndex((each) => each.startsWith('Uitleg'))), [
    'Uitleg bij een opdracht: !help verwijs',
    'Ook lezen: !nieuw, !lab, !problemen, !waarschuwingen, !wilsverklaring, !zorgplan, !afspraken, !tijdlijn, !rapportage, !bron, !wie, !taken, !meer, !ververs',
    'Ook vastleggen of vragen: !taak, !contactverzoek, !meet, !rapporteer, !corrigeer, !herhaalrecept, !overdracht',
    'Gesprekken: !gesprek, !gesprekken, !archiveer, !heropen, !nodiguit',
    'Instellingen: !afwezig, !abonneer',
  ])
})

test('a group in which this person may do nothing is not shown', async () => {
  const text = await overviewOf(commands, { allowed: ({ access }) => access !== 'write' })
  assert.ok(!text.includes('vastleggen'))
  assert.match(text, /^Gesprekken: !gesprekken$/mu)
})

test('what goes on with an answer is not offered where nothing can be asked', async () => {
  assert.equal(
    await overviewOf(
      commands.filter(({ name }) => name !== 'help'),
      { allowed: ({ access }) => access === 'open' },
    ),
    'U kunt hier alleen !help typen.',
  )
})

test('one command is explained with usage, examples and aliases', async () => {
  const expected = [
    '!metingen: laatste metingen, vergeleken met de vorige',
    'Typ: !metingen [soort] [alles] [--grafiek]',
    'Voorbeelden: !metingen, !metingen bloeddruk, !metingen gewicht alles, !metingen gewicht --grafiek',
    'Ook: !meting, !vitals, !vitaal',
  ].join('\n')
  assert.equal(await said(['metingen']), expected)
  assert.equal(await said(['!Vitals?']), expected)
})

test('a command that works elsewhere says where', async () => {
  assert.ok(
    (await said(['mijn'])).endsWith('Deze opdracht werkt alleen in een direct gesprek met mij.'),
  )
  assert.ok(
    (await said(['wie'], { place: 'direct' })).endsWith(
      'Deze opdracht werkt alleen in de ruimte van een cliënt.',
    ),
  )
  assert.ok(
    (await said(['wie'], { allowed: () => false })).endsWith(
      'Deze opdracht kunt u hier nu niet gebruiken.',
    ),
  )
})

test('a word nobody knows gets the nearest command, or the way back', async () => {
  const near = await ask(['medicate'])
  assert.equal(near.kind, 'misused')
  assert.equal(await said(['medicate']), '!medicate ken ik niet.\nBedoelde u !help medicatie?')
  assert.equal(await said(['xyzzy']), '!xyzzy ken ik niet.\nUitleg bij een opdracht: !help')
})

test('every command has names of its own, and examples that start with one', () => {
  const words = commands.flatMap(({ name, aliases, forms = [] }) => [name, ...aliases, ...forms])
  assert.equal(new Set(words).size, words.length)
  for (const { name, examples, forms = [] } of commands) {
    assert.ok(examples.length > 0, name)
    const own = [name, ...forms]
    assert.ok(
      examples.every((example) => own.includes(example.split(' ')[0] ?? '')),
      name,
    )
  }
})

test('the words are there in English too', async () => {
  assert.match(await said([], { language: 'en' }), /^What you can type here\n/u)
})

test('a professional is told who reads along and where answers go instead; nobody else is', async () => {
  const { shared } = messages.nl.help
  const unsafe =
    'In deze ruimte zit iemand, of is iemand uitgenodigd, die niet mag meelezen. Met --privé erachter, zoals !medicatie --privé, stuur ik u het antwoord rechtstreeks.'
  const kind = 'professional'
  assert.ok((await said([], { kind, here: 'lay' })).endsWith(`\n\n${shared}`))
  for (const here of ['nobody', 'later-readers'] as const)
    assert.equal(
      await said([], { kind, here, allowed: () => false }),
      `U kunt hier alleen !help typen.\n\n${unsafe}`,
    )
  for (const setting of [
    { kind, here: 'professional' },
    { kind: 'related', here: 'lay' },
    { kind: 'unknown', here: 'nobody' },
    { kind, here: 'nobody', place: 'direct' },
  ] as const) {
    const text = await said([], setting)
    assert.ok(!text.includes(shared) && !text.includes('--privé'))
  }
})

test('what a command says besides stands below its examples', async () => {
  const text = await said(['verwijs'])
  for (const note of messages.nl.verwijs.helpNotes) assert.ok(text.includes(`\n${note}`), note)
})
