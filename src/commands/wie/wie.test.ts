import assert from 'node:assert/strict'
import test from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { FhirError, type SourceState } from '../../fhir/fhir.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { teamOf } from '../../fhir/team/members.ts'
import type { Related } from '../../fhir/team/related-person.ts'
import { messages } from '../../i18n/messages.ts'
import { toText } from '../../reply/text.ts'
import type { Presence } from './line.ts'
import { wie } from './wie.ts'

const UZI = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'
const now = new Date('2026-01-14T09:31:00+01:00')

const member = (name: string | undefined, more: Partial<TeamMember> = {}): TeamMember => ({
  kind: 'professional',
  ref: `PractitionerRole/${name ?? 'unknown'}`,
  practitioner: undefined,
  userIds: [],
  name,
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: true,
  ...more,
})

const relative = (name: string, more: Partial<Related> = {}): Related => ({
  key: `RelatedPerson/${name}`,
  source: undefined,
  name,
  relations: [],
  firstContact: false,
  representative: false,
  phones: [],
  userIds: [],
  current: true,
  ...more,
})

type Case = {
  readonly members?: readonly TeamMember[] | FhirError
  readonly active?: boolean
  readonly related?: readonly Related[]
  readonly relatedFails?: boolean
  readonly others?: readonly SourceState[]
  readonly presence?: Presence
  readonly words?: readonly string[]
  readonly patient?: string
  readonly language?: 'nl' | 'en'
  readonly audience?: 'professional' | 'lay'
}

const ask = (given: Case) => {
  const { members = [], related = [], words = [], patient = 'Patient/1', language = 'nl' } = given
  const team = async () => {
    if (members instanceof FhirError) throw members
    const value: Team = { patient, teams: ['CareTeam/1'], active: given.active ?? true, members }
    const refs = [{ ref: 'CareTeam/1' }]
    return { value, sources: [{ label: 'Dossier', failed: [] }], foreign: [], refs }
  }
  const failed = [{ part: 'RelatedPerson', code: 'timeout' as const }]
  return wie.run(
    {
      careTeams: { team, patientLine: () => Promise.reject(new FhirError('not-found')) },
      related: {
        related: async () => ({
          value: related,
          sources: [
            { label: 'Dossier', failed: given.relatedFails === true ? failed : [] },
            ...(given.others ?? []),
          ],
          foreign: [],
          refs: related.map(({ key }) => ({ ref: key })),
        }),
      },
      presence: async () => ('presence' in given ? given.presence : new Map()),
      patient,
      roomId: '!r',
      eventId: '$e',
      asker: { userId: '@vries:vvt.example', member: member('A. de Vries') },
      t: messages[language],
      audience: given.audience ?? 'professional',
      lastList: async () => undefined,
      timeZone: 'Europe/Amsterdam',
      now,
      signal: new AbortController().signal,
    },
    { words, options: {}, text: '' },
  )
}

const said = async (given: Case) => {
  const outcome = await ask(given)
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused')
  return toText(outcome.document)
}

const FOOT = 'Opgehaald voor A. de Vries. Niet bewaren als dossier.'

const reply = (title: string, ...blocks: readonly string[]) =>
  [`${title} – peildatum 14-01-2026 09:31 – bronnen: Dossier ✓`, ...blocks, FOOT].join('\n\n')

const uzi = (code: string) => [{ system: UZI, code }]

test('everybody is shown once, in the order people look for them', async () => {
  const text = await said({
    members: [
      member('cliënt', { kind: 'patient', ref: 'Patient/1' }),
      member('Diëtist', { functions: ['Diëtist'], roleCodes: uzi('89.000') }),
      member('Cardioloog', { functions: ['Cardioloog'], roleCodes: uzi('01.010') }),
      member('Apotheker', { functions: ['Openbaar apotheker'], roleCodes: uzi('17.075') }),
      member(undefined, { kind: 'unknown', ref: undefined }),
      member('Saar', { kind: 'related', ref: 'RelatedPerson/Saar', userIds: ['@saar:x'] }),
      member('Wijk', {
        functions: ['Verpleegkundige'],
        roleCodes: uzi('30.000'),
        organization: { ref: 'Organization/1', name: 'Thuiszorg Om en Bij', ura: '11110000' },
        phones: ['+31201234503'],
        userIds: ['@wijk:vvt.example'],
      }),
      member('Huisarts', {
        functions: ['Huisarts'],
        roleCodes: uzi('01.015'),
        userIds: ['@huisarts:ha.example'],
      }),
      member('Geriater', {
        functions: ['Klinisch geriater'],
        roleCodes: uzi('01.022'),
        responsible: true,
        userIds: ['@geriater:zh.example'],
      }),
    ],
    related: [
      relative('Buur', { relations: ['Buur'] }),
      relative('Saar', {
        relations: ['Eerste relatie/contactpersoon', 'Dochter'],
        firstContact: true,
        phones: ['+31612345678'],
      }),
    ],
    presence: new Map([
      ['@wijk:vvt.example', 'join'],
      ['@huisarts:ha.example', 'invite'],
    ]),
  })
  assert.equal(
    text,
    reply(
      'Zorgnetwerk',
      [
        '• Geriater – Klinisch geriater (hoofdbehandelaar) – geen telefoonnummer – niet in deze ruimte',
        '• Huisarts – Huisarts – geen telefoonnummer – uitgenodigd',
        '• Wijk – Verpleegkundige – Thuiszorg Om en Bij – tel. +31201234503 – ✓ in deze ruimte',
        '• Apotheker – Openbaar apotheker – geen telefoonnummer – geen chataccount bekend',
        '• Cardioloog – Cardioloog – geen telefoonnummer – geen chataccount bekend',
        '• Diëtist – Diëtist – geen telefoonnummer – geen chataccount bekend',
        '• onbekende verwijzing – functie onbekend – geen telefoonnummer – geen chataccount bekend',
      ].join('\n'),
      'Naasten en cliënt',
      [
        '• Saar – Eerste relatie/contactpersoon / Dochter – tel. +31612345678 – niet in deze ruimte',
        '• Buur – Buur – geen telefoonnummer – geen chataccount bekend',
        '• Cliënt – geen chataccount bekend',
      ].join('\n'),
    ),
  )
})

const away = (start: string | undefined, end: string | undefined, covers: boolean) => ({
  absences: [{ start, end, text: 'Vakantie, waarneming door J. Toedien', now: covers }],
})

test('who is away now stands on top, with the end and the words of the source', async () => {
  const text = await said({
    members: [
      member('Yusuf el Amrani', {
        functions: ['Verpleegkundige'],
        ...away('2026-01-12', '2026-01-23', true),
      }),
      member('Later', { functions: ['Huisarts'], ...away('2026-07-01', '2026-07-14', false) }),
    ],
  })
  assert.equal(
    text,
    reply(
      'Zorgnetwerk',
      '⚠\u00A0Afwezig: Yusuf el Amrani (Verpleegkundige), t/m 23-01-2026, Vakantie, waarneming door J. Toedien',
      [
        '• Later – Huisarts – geen telefoonnummer – geen chataccount bekend',
        '• Yusuf el Amrani – Verpleegkundige – geen telefoonnummer – geen chataccount bekend – ⚠\u00A0nu afwezig',
      ].join('\n'),
    ),
  )
})

test('afwezig tells who is away and who will be', async () => {
  const members = [
    member('Later', away('2026-07-01', '2026-07-14', false)),
    member('Ooit', away('2026-07-01', undefined, false)),
    member('Nu', away('2026-01-12', undefined, true)),
    member('Wanneer', away(undefined, undefined, false)),
  ]
  assert.equal(
    await said({ members, words: ['Afwezig'] }),
    reply(
      'Afwezigheid',
      [
        '• ⚠\u00A0Afwezig: Nu, sinds 12-01-2026, einde onbekend, Vakantie, waarneming door J. Toedien',
        '• Later afwezig: Later, 01-07-2026 t/m 14-07-2026, Vakantie, waarneming door J. Toedien',
        '• Later afwezig: Ooit, vanaf 01-07-2026, einde onbekend, Vakantie, waarneming door J. Toedien',
        '• ⚠\u00A0Afwezigheid zonder periode: Wanneer, Vakantie, waarneming door J. Toedien',
      ].join('\n'),
    ),
  )
})

const nothing =
  'Geen gegevens gevonden in Dossier (peildatum 14-01-2026 09:31). Dat betekent niet dat er niets is.'

test('no absence found is not nobody absent', async () => {
  assert.equal(
    await said({ members: [member('Iemand')], words: ['afwezig'] }),
    reply(
      'Afwezigheid',
      'Geen afwezigheid gevonden in Dossier (peildatum 14-01-2026 09:31). Dat betekent niet dat iedereen er is.',
    ),
  )
})

test('without an active team that is said, and who was in it before is shown as such', async () => {
  assert.equal(
    await said({
      active: false,
      members: [member('Vroeger', { functions: ['Huisarts'], current: false })],
    }),
    reply(
      'Zorgnetwerk',
      'Geen actief zorgteam gevonden in Dossier (peildatum 14-01-2026 09:31). Dat betekent niet dat er niemand betrokken is.',
      'Nu niet actief in het zorgteam, of niet vast te stellen',
      '• Vroeger – Huisarts – geen telefoonnummer – geen chataccount bekend',
    ),
  )
})

test('an active team without anybody is nothing found', async () => {
  assert.equal(await said({}), reply('Zorgnetwerk', nothing))
})

test('a team that could not be read is not a team that is not there', async () => {
  const outcome = await ask({
    members: new FhirError('timeout'),
    related: [relative('Saar', { relations: ['Dochter'] })],
  })
  assert.ok(outcome.kind === 'answer')
  assert.equal(outcome.outcome, 'partial')
  assert.equal(
    toText(outcome.document),
    [
      [
        'Zorgnetwerk – peildatum 14-01-2026 09:31 – bronnen: Dossier ⚠\u00A0(deels)',
        'ONVOLLEDIG',
        'Dossier – Zorgteam: geen antwoord (time-out)',
      ].join('\n'),
      'Naasten en cliënt',
      '• Saar – Dochter – geen telefoonnummer – geen chataccount bekend',
      FOOT,
    ].join('\n\n'),
  )
  assert.deepEqual(outcome.reads, ['CareTeam failed timeout', 'RelatedPerson 1'])
})

test('relatives that could not be read make the answer incomplete', async () => {
  const outcome = await ask({ members: [member('Iemand')], relatedFails: true })
  assert.ok(outcome.kind === 'answer')
  assert.equal(outcome.outcome, 'partial')
  assert.match(
    toText(outcome.document),
    /^ONVOLLEDIG\nDossier – Contactpersonen: geen antwoord \(time-out\)$/mu,
  )
})

test('a room that could not be looked at makes nobody absent from it', async () => {
  const text = await said({
    members: [member('Iemand', { functions: ['Huisarts'], userIds: ['@iemand:x'] })],
    presence: undefined,
  })
  assert.equal(
    text,
    reply(
      'Zorgnetwerk',
      '• Iemand – Huisarts – geen telefoonnummer – aanwezigheid niet na te gaan',
    ),
  )
})

test('a long team is cut with a note and shown whole with alles', async () => {
  const members = Array.from({ length: 27 }, (_, index) => member(`Lid ${index}`))
  const cut = await said({ members })
  assert.equal(cut.split('\n').filter((line) => line.startsWith('•')).length, 25)
  assert.ok(cut.includes('\n\nnog 2 – typ !wie alles\n\n'))
  const whole = await said({ members, words: ['alles'] })
  assert.equal(whole.split('\n').filter((line) => line.startsWith('•')).length, 27)
})

test('a word that is not known is answered with those that are', async () => {
  assert.equal(
    await said({ words: ['waarom'] }),
    '“waarom” ken ik niet bij !wie. Typ een van deze:\n\n• !wie\n• !wie afwezig\n• !wie alles',
  )
})

test('the example of a network is answered whole, as read from its care team', async () => {
  const resources = exampleResources(['mp9', 'network'])
  const included = new Map(
    resources.map((each: Resource) => [`${each.resourceType}/${each.id}`, each] as const),
  )
  const teams = resources.filter((each) => each.resourceType === 'CareTeam')
  const own = teams.filter(({ id }) => id === 'net-careteam-groot')
  const patient = 'Patient/mp9-patient-groot'
  const { team } = teamOf(patient, own, included, { now, timeZone: 'Europe/Amsterdam' })
  const text = await said({
    members: team.members,
    patient,
    presence: new Map([['@amrani:vvt.localhost', 'join']]),
  })
  assert.equal(
    text,
    reply(
      'Zorgnetwerk',
      '⚠\u00A0Afwezig: Yusuf el XXX_Amrani (Verpleegkundige), t/m 23-01-2026, Vakantie, waarneming door J. Toedien',
      [
        '• Peter van Pulver – Huisarts (hoofdbehandelaar) – Huisartsenpraktijk Pulver & Partners – tel. +31201234501 – niet in deze ruimte',
        '• Yusuf el XXX_Amrani – Verpleegkundige – Thuiszorg Om en Bij – tel. +31201234503 – ✓ in deze ruimte – ⚠\u00A0nu afwezig',
        '• Anouk XXX_Testers – Openbaar apotheker – Apotheek De Gulle Gaper – tel. +31201234502 – niet in deze ruimte',
      ].join('\n'),
      'Naasten en cliënt',
      [
        '• Saar XXX_Groot – Eerste relatie/contactpersoon / Dochter – tel. +31612345678 – geen chataccount bekend',
        '• Cliënt – geen chataccount bekend',
      ].join('\n'),
    ),
  )
})

test('the words are there in English too', async () => {
  const text = await said({
    members: [member('Someone', { responsible: true, ...away('2026-01-12', '2026-01-23', true) })],
    language: 'en',
  })
  assert.ok(text.includes('⚠\u00A0Absent: Someone, until 23-01-2026'))
  assert.ok(text.includes('• Someone – function unknown (lead practitioner) – no telephone number'))
})

test('a relative that another record names stands on a line of their own, with that record', async () => {
  const text = await said({
    related: [
      relative('Saar'),
      relative('Saar', { key: 'RelatedPerson/9 @Huisarts', source: 'Huisarts' }),
    ],
  })
  assert.equal(
    text,
    reply(
      'Zorgnetwerk',
      'Naasten en cliënt',
      [
        '• Saar – relatie onbekend – geen telefoonnummer – geen chataccount bekend',
        '• Saar – relatie onbekend – geen telefoonnummer – geen chataccount bekend – uit Huisarts',
      ].join('\n'),
    ),
  )
})

test('each line names the records it was made from', async () => {
  const outcome = await ask({
    members: [
      member('Jansen', { records: ['PractitionerRole/Jansen', 'Practitioner/1'] }),
      member('Saar', { kind: 'related', ref: 'RelatedPerson/Saar' }),
    ],
    related: [relative('Saar'), relative('Piet')],
  })
  assert.ok(outcome.kind === 'answer')
  assert.deepEqual(
    outcome.document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : [])),
    [
      ['PractitionerRole/Jansen', 'Practitioner/1', 'CareTeam/1'],
      ['RelatedPerson/Saar', 'CareTeam/1'],
      ['RelatedPerson/Piet'],
    ],
  )
})

test('where a client reads along nobody is told why somebody is away', async () => {
  const text = await said({
    audience: 'lay',
    words: ['afwezig'],
    members: [
      member('Jansen', {
        functions: ['Huisarts'],
        absences: [{ start: '2026-01-12', end: '2026-01-20', text: 'ziek', now: true }],
      }),
    ],
  })
  assert.equal(
    text,
    [
      'Wie er niet zijn – opgezocht op 14-01-2026 09:31 bij: Dossier ✓',
      '• Nu afwezig: Jansen (Huisarts), tot en met 20-01-2026',
      'Heeft u hier vragen over? Vraag het uw zorgverlener.',
    ].join('\n\n'),
  )
})

test('no source but the own record is said to hold no team and no absence, and what was kept says since when', async () => {
  const others = [{ label: 'Ziekenhuis', failed: [], fetchedAt: new Date('2026-01-14T08:05:00Z') }]
  const team = await said({ active: false, others })
  assert.match(team, /bronnen: Dossier ✓, Ziekenhuis ✓\u00A0\(opgehaald om 09:05\)\n/u)
  assert.match(team, /\nGeen actief zorgteam gevonden in Dossier \(peildatum /u)
  const nobody = await said({ members: [member('Iemand')], others, words: ['afwezig'] })
  assert.match(nobody, /\nGeen afwezigheid gevonden in Dossier \(peildatum /u)
})
