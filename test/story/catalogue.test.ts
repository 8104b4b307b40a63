import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answeredEvent, asJson } from '../../scripts/client/event.ts'
import { assertFramed, linesOf } from './answer-lines.ts'
import { botMessages } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
})

after(() => world.close())

const ask = async (line: string): Promise<string> =>
  (await world.ask(first.nurse, first.roomId, line)).replaceAll('\u00A0', ' ')

/** Each command that reads, by which title its answer is known, and a line that must be in it. */
const readings: readonly (readonly [line: string, title: string, says: string])[] = [
  ['!samenvatting', 'Samenvatting', 'Valgevaar – bewaken van patiënt – actief'],
  ['!medicatie', 'Medicatie', 'voorschrift en apotheek wijken af in dosering en periode'],
  ['!allergie', 'Allergieën en intoleranties', 'Penicilline – hoog risico'],
  ['!nieuw', 'Nieuw in het dossier', 'NIEUW: Valgevaar'],
  ['!meer', 'Nieuw in het dossier', 'NIEUW: '],
  ['!metingen', 'Metingen', 'Bloeddruk: 166/94 mmHg'],
  ['!lab', 'Laboratoriumuitslagen', 'Kalium: 5,3 mmol/L'],
  ['!problemen', 'Problemen en diagnoses', 'Hartfalen – actief, bevestigd'],
  ['!waarschuwingen', 'Waarschuwingen', 'Hoort slecht'],
  ['!wilsverklaring', 'Behandelgrenzen en wilsverklaringen', 'Reanimatie: NIET'],
  ['!zorgplan', 'Zorgplan', 'NIET doen: Zonder begeleiding onder de douche'],
  ['!afspraken', 'Afspraken', 'Visite huisarts'],
  ['!tijdlijn', 'Tijdlijn, laatste 30 dagen', 'Rapportage: Rustige nacht volgens mevrouw.'],
  ['!rapportage', 'Rapportage, laatste 30 dagen', 'Enkels dikker dan vorige week.'],
  ['!bron 1', 'Herkomst van regel 1 van !rapportage', 'niet gewijzigd sinds de lijst is getoond'],
  ['!ververs', 'Rapportage, laatste 30 dagen', 'Enkels dikker dan vorige week.'],
  ['!wie', 'Zorgnetwerk', 'Fatima el Idrissi – Apotheker'],
  ['!taken', 'Taken', 'Dagelijks wegen en doorgeven'],
  ['!gesprekken', 'Gesprekken', 'Geen gesprekken gevonden in Dossier Thuiszorg'],
]

for (const [line, title, says] of readings)
  test(`${line} is answered from the record`, async () => {
    const answer = await ask(line)
    assertFramed(answer, title)
    assert.ok(answer.includes(says), answer)
  })

/** The code a preview asks for. */
const codeOf = (preview: string): string => {
  const code = /typ ja (\d{4}) /u.exec(preview)?.[1]
  assert.ok(code !== undefined, preview)
  return code
}

test('a measurement is shown, confirmed, told, and taken back', async () => {
  const preview = await ask('!meet gewicht 63,7')
  assert.equal(linesOf(preview)[0], 'Bevestig meting – nog NIET vastgelegd')
  assert.ok(linesOf(preview).includes('• Gewicht: 63,7 kg'), preview)
  assert.doesNotMatch(await ask('!metingen gewicht'), /63,7 kg/u)
  const code = codeOf(preview)
  const told = linesOf(await ask(`ja ${code}`))
  assert.match(told[0] ?? '', /^Meting vastgelegd .*: Gewicht: 63,7 kg\.$/u)
  assert.match(told[3] ?? '', new RegExp(`^Terugdraaien kan tot .*: typ ongedaan ${code}\\.$`, 'u'))
  assert.match(await ask('!metingen gewicht'), /63,7 kg/u)
  const back = linesOf(await ask(`ongedaan ${code}`))
  assert.match(back[0] ?? '', /^Meting teruggedraaid /u)
  assert.equal(back[1], told[2])
  assert.doesNotMatch(await ask('!metingen gewicht'), /63,7 kg/u)
})

test("a colleague's message becomes a report by an answer to it", async () => {
  const { nurse, doctor, roomId } = first
  const words = 'Temp 38,2, graag extra drinken aanbieden'
  const said = await doctor.send(roomId, words)
  await nurse.waitFor(({ event_id: eventId }) => eventId === said)
  const asked = await nurse.sendContent(roomId, {
    msgtype: 'm.text',
    body: '!rapporteer',
    'm.relates_to': { 'm.in_reply_to': { event_id: said } },
  })
  const preview = textOf(await nurse.waitForAnswer(asked))
  const lines = linesOf(preview)
  assert.match(
    lines[3] ?? '',
    /^• Bericht van Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink, geschreven /u,
  )
  assert.equal(lines[4], `• Tekst: ${words}`)
  assert.match(await ask(`ja ${codeOf(preview)}`), /^Rapportage vastgelegd /u)
  const reports = linesOf(await ask('!rapportage'))
  const at = reports.indexOf(words)
  assert.match(reports[at - 1] ?? '', / – Verpleegkundige, Thuiszorg De Linde$/u)
  assert.match(
    reports[at + 1] ?? '',
    /^opmerking: Overgenomen uit het gesprek van het zorgteam: geschreven door Pieter Bakker, /u,
  )
})

test('a chart follows its words, with the same numbers in its caption', async () => {
  const { nurse, roomId } = first
  const asked = await nurse.send(roomId, '!metingen bloeddruk --grafiek')
  const answer = await nurse.waitForAnswer(asked)
  const picture = await nurse.waitFor(
    ({ room_id: room, sender, content }) =>
      room === roomId && sender === world.botUserId && content['msgtype'] === 'm.image',
  )
  const values = [...textOf(answer).matchAll(/Bloeddruk: (\d+\/\d+)/gu)].map(([, value]) => value)
  assert.equal(values.length, 6)
  const caption = String(picture.content['body'])
  assert.match(caption, /^Grafiek Bloeddruk \(mmHg\): /u)
  const drawn = [...caption.matchAll(/(\d+\/\d+) op/gu)].map(([, value]) => value)
  assert.deepEqual(drawn, values.toReversed())
  assert.doesNotMatch(caption, /Voorbeeld|J\.V\./u)
  assert.equal(answeredEvent(picture), answer.event_id)
  assert.equal(asJson(picture.content['info'])['mimetype'], 'image/png')
})

test('in the direct message somebody is answered in English from then on', async () => {
  const { nurse } = first
  const direct = await nurse.createRoom({
    is_direct: true,
    preset: 'trusted_private_chat',
    invite: [world.botUserId],
  })
  await nurse.waitFor(
    (event) => event.room_id === direct && botMessages(world, nurse, direct).includes(event),
  )
  assert.match(await world.ask(nurse, direct, '!mijn'), /^Uw ruimtes \(2\)/u)
  assert.equal(
    await world.ask(nurse, direct, '!taal en'),
    'From now on I write to you in English here. Nothing changes in the rooms.',
  )
  assert.match(await world.ask(nurse, direct, '!mijn'), /^Your rooms \(2\)/u)
  assertFramed(await ask('!wie'), 'Zorgnetwerk')
})
