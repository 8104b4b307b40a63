import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asJson, asList, type ClientEvent, type Json } from '../../scripts/client/event.ts'
import { assertFramed, linesOf, namesIn, sectionOf } from './answer-lines.ts'
import { answersTo, assertAllReplies, botMessages, sayToNobody, settle } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { deliver } from './deliver.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
})

after(() => world.close())

const ask = (line: string): Promise<string> => world.ask(first.nurse, first.roomId, line)

/** Asks and gives the answer as it came, and the event it answers. */
const answerTo = async (content: Json): Promise<{ answer: ClientEvent; asked: string }> => {
  const asked = await first.nurse.sendContent(first.roomId, content)
  const answer = await first.nurse.waitForAnswer(asked)
  return { answer, asked }
}

const text = (body: string): Json => ({ msgtype: 'm.text', body })

test('help names what this person may type here, with an example of each', async () => {
  assert.deepEqual(linesOf(await ask('!help')), [
    'Dit kunt u hier typen',
    '• !samenvatting – het belangrijkste uit het hele dossier op één pagina, bijvoorbeeld !samenvatting',
    '• !medicatie – actuele en pas gestopte medicatie, met dosering, bijvoorbeeld !medicatie alles',
    '• !allergie – allergieën en intoleranties, gevaarlijkste eerst, bijvoorbeeld !allergie alles',
    '• !metingen – laatste metingen, vergeleken met de vorige, bijvoorbeeld !metingen bloeddruk',
    '• !verwijs – deze cliënt verwijzen naar een collega of organisatie, bijvoorbeeld !verwijs fysiotherapie valrisico na opname --spoed',
    'Uitleg bij een opdracht: !help verwijs',
    'Ook lezen: !nieuw, !lab, !problemen, !waarschuwingen, !wilsverklaring, !zorgplan, !afspraken, !tijdlijn, !rapportage, !bron, !wie, !taken, !meer, !ververs',
    'Ook vastleggen of vragen: !taak, !contactverzoek, !meet, !rapporteer, !corrigeer, !herhaalrecept, !overdracht',
    'Gesprekken: !gesprek, !gesprekken, !archiveer, !heropen, !nodiguit',
    'Instellingen: !afwezig, !abonneer',
  ])
})

test('help with one command tells how it is typed', async () => {
  assert.deepEqual(linesOf(await ask('!help verwijs')), [
    '!verwijs: deze cliënt verwijzen naar een collega of organisatie',
    'Typ: !verwijs <discipline|@collega|organisatie> [spoed|zsm|stat] <vraag> [--urgentie=…] [--uitgebreid]',
    'Voorbeelden: !verwijs huisarts controle bloeddruk, thuismetingen boven streefwaarde, !verwijs fysiotherapie valrisico na opname --spoed, !verwijs huisarts zsm wond ruikt en is warm',
    'Ook: !verwijzing, !verwijzen, !refer, !referral',
    'Hoe dringend: spoed (antwoord binnen 24 uur), zo-snel-mogelijk of zsm (4 uur), onmiddellijk of stat (30 minuten). Zet het vóór de vraag, of typ --urgentie=onmiddellijk. Zonder zo’n woord is er geen haast.',
    'Meer zeggen kan op de regels eronder, elk met een woord ervoor: reden:, beloop:, behandeling:, voorgeschiedenis:, sociaal:, bellen: (telefoonnummer), urgentie:, en bij: met nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5.',
    'Met --uitgebreid wordt elk onderdeel apart gevraagd; typ overslaan bij wat u niet wilt invullen.',
  ])
})

test('medication stands under what holds now, what is to come and what was stopped', async () => {
  const answer = await ask('!medicatie')
  assertFramed(answer, 'Medicatie')
  assert.deepEqual(namesIn(sectionOf(answer, 'Actueel (4)')), [
    'Metformine tablet 500 mg',
    'Furosemide tablet 40 mg',
    'Metoprolol tablet mga 50 mg',
    'Paracetamol tablet 500 mg',
  ])
  assert.deepEqual(namesIn(sectionOf(answer, 'Nog niet gestart (1)')), [
    'NOG NIET GESTART: Colecalciferol capsule 800 IE',
  ])
  const [stopped = ''] = sectionOf(answer, 'Gestopt in de laatste 3 maanden (1)')
  assert.match(stopped, /^• GESTOPT op \d{2}-\d{2}-\d{4}: Diclofenac tablet msr 50 mg – stop afge/)
})

test('the changed dose is the one that is shown, and a pharmacy that differs is told', async () => {
  const current = sectionOf(await ask('!medicatie'), 'Actueel (4)')
  const of = (name: string) => current.find((line) => line.startsWith(`• ${name}`)) ?? ''
  assert.match(of('Furosemide'), /^• Furosemide tablet 40 mg – 2 maal per dag 1 tablet, oraal – /)
  assert.doesNotMatch(of('Furosemide'), /1 maal per dag/)
  assert.match(of('Metformine'), /⚠\u00A0voorschrift en apotheek wijken af in dosering/)
  assert.match(of('Metformine'), /apotheek: 1 maal per dag 1 tablet, oraal/)
  assert.match(of('Paracetamol'), /zo nodig 1 tablet, maximaal 4 per dag, oraal/)
})

test('medication can be asked whole, stopped, or by name', async () => {
  const whole = await ask('!medicatie alles')
  assertFramed(whole, 'Medicatie')
  assert.equal(sectionOf(whole, 'Actueel (4)').length, 4)
  const stopped = await ask('!medicatie gestopt')
  assertFramed(stopped, 'Gestopte medicatie')
  assert.match(sectionOf(stopped, 'Gestopt (1)').join('\n'), /^• GESTOPT op .*: Diclofenac/)
  assert.doesNotMatch(stopped, /Metoprolol/)
  const named = await ask('!medicatie furosemide')
  assertFramed(named, 'Medicatie met “furosemide”')
  assert.deepEqual(namesIn(sectionOf(named, 'Actueel (1)')), ['Furosemide tablet 40 mg'])
  const missing = await ask('!medicatie insuline')
  assert.match(missing, /Geen medicatie met “insuline” in de naam gevonden\. Er is wel andere/)
})

test('allergies come most dangerous first; refuted and mistaken ones are counted only', async () => {
  const answer = await ask('!allergie')
  assertFramed(answer, 'Allergieën en intoleranties')
  const found = sectionOf(answer, 'Allergie of intolerantie (2)')
  assert.match(
    found[0] ?? '',
    /^• Penicilline – hoog risico – reactie: Anafylaxie, ernstig – geneesmiddel – actief, bevestigd/,
  )
  assert.match(
    found[1] ?? '',
    /^• Pleisterlijm – laag risico – reactie: Roodheid van de huid, licht/,
  )
  assert.ok(linesOf(answer).includes('1 weerlegd, 1 foutief ingevoerd niet getoond.'))
  assert.doesNotMatch(answer, /Noten|Latex/)
})

test('measurements of one kind come newest first, and the latest of each with its change', async () => {
  const pressure = await ask('!metingen bloeddruk')
  assertFramed(pressure, 'Metingen: Bloeddruk')
  assert.deepEqual(
    linesOf(pressure).flatMap((line) => /^• Bloeddruk: (\S+\s\S+) – /.exec(line)?.[1] ?? []),
    [
      '166/94\u00A0mmHg',
      '160/92\u00A0mmHg',
      '156/88\u00A0mmHg',
      '150/85\u00A0mmHg',
      '152/86\u00A0mmHg',
      '148/84\u00A0mmHg',
    ],
  )
  const latest = await ask('!metingen')
  assertFramed(latest, 'Metingen')
  const told = linesOf(latest).join('\n')
  assert.match(told, /• Gewicht: 72,8\u00A0kg – .*0,7\u00A0kg hoger dan 6 dagen eerder \(▲\)/)
  assert.match(told, /• Temperatuur: 37,9\u00A0°C – /)
  assert.doesNotMatch(latest, /724/)
  assert.ok(linesOf(latest).includes('Niet getoond: 1 meting als foutief gemarkeerd.'))
})

test('who cares for this person is told with function, telephone and presence', async () => {
  const answer = await ask('!wie')
  assertFramed(answer, 'Zorgnetwerk')
  assert.ok(
    linesOf(answer).includes(
      '• Pieter Bakker – Huisarts (hoofdbehandelaar) – Huisartsenpraktijk De Brink – tel. +31201234502 – ✓ in deze ruimte',
    ),
  )
  assert.deepEqual(sectionOf(answer, 'Naasten en cliënt'), [
    '• Marieke van Voorbeeld – Eerste relatie/contactpersoon / Dochter – tel. +31612345601 – geen chataccount bekend',
    '• Cliënt – geen chataccount bekend',
  ])
})

test('an answer is silent, mentions nobody, replies to the question and says what it rests on', async () => {
  const { answer, asked } = await answerTo(text('!allergie'))
  const { content } = answer
  assert.equal(content['msgtype'], 'm.notice')
  assert.deepEqual(content['m.mentions'], {})
  assert.deepEqual(content['m.relates_to'], { 'm.in_reply_to': { event_id: asked } })
  const refs = asList(content['nl-ta-chat.fhir']).map(asJson)
  const known = ['latex', 'noten', 'penicilline', 'pleister']
  assert.deepEqual(
    new Set(refs.map(({ ref }) => ref)),
    new Set(known.map((id) => `AllergyIntolerance/demo-allergie-${id}`)),
  )
  for (const ref of refs) {
    assert.equal(ref['versionId'], '1')
    assert.equal(
      Object.keys(ref).filter((key) => !['ref', 'versionId', 'profile'].includes(key)).length,
      0,
    )
  }
})

test('help rests on nothing and carries no references', async () => {
  const { answer } = await answerTo(text('!help'))
  assert.equal(answer.content['nl-ta-chat.fhir'], undefined)
})

test('who asks in a thread is answered in that thread', async () => {
  const root = await first.nurse.send(first.roomId, 'Over de medicatie van vandaag')
  const relation = { rel_type: 'm.thread', event_id: root, 'm.in_reply_to': { event_id: root } }
  const { answer, asked } = await answerTo({ ...text('!medicatie'), 'm.relates_to': relation })
  const answered = asJson(answer.content['m.relates_to'])
  assert.equal(answered['rel_type'], 'm.thread')
  assert.equal(answered['event_id'], root)
  assert.deepEqual(answered['m.in_reply_to'], { event_id: asked })
  assertFramed(textOf(answer), 'Medicatie')
})

const edit = (eventId: string, body: string): Json => ({
  ...text(`* ${body}`),
  'm.new_content': text(body),
  'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
})

test('a mistyped question that is corrected is answered, at the message that was corrected', async () => {
  const { answer: suggestion, asked } = await answerTo(text('!wiee'))
  assert.equal(textOf(suggestion), 'Bedoelde u !wie? Er is niets uitgevoerd.')
  await first.nurse.sendContent(first.roomId, edit(asked, '!wie'))
  const answer = await first.nurse.waitFor(
    (event) =>
      event.event_id !== suggestion.event_id &&
      answersTo(world, first.nurse, first.roomId, asked).includes(event),
  )
  assertFramed(textOf(answer), 'Zorgnetwerk')
})

test('neither a corrected write nor the correction of what was answered runs', async () => {
  const { asked } = await answerTo(text('!verwij huisarts controle'))
  const { asked: answered } = await answerTo(text('!medicatie'))
  await first.nurse.sendContent(first.roomId, edit(asked, '!verwijs huisarts controle'))
  await first.nurse.sendContent(first.roomId, edit(answered, '!allergie'))
  await settle(world, first.nurse, first.roomId)
  assert.equal(answersTo(world, first.nurse, first.roomId, asked).length, 1)
  assert.equal(answersTo(world, first.nurse, first.roomId, answered).length, 1)
})

test('a near miss that only reads runs and says so; one that writes is only suggested', async () => {
  const read = linesOf(await ask('!medicatei'))
  assert.equal(read[0], 'U typte !medicatei; opgevat als !medicatie.')
  assertFramed(read.slice(1).join('\n'), 'Medicatie')
  assert.equal(
    await ask('!verwij huisarts controle'),
    'Bedoelde u !verwijs? Er is niets uitgevoerd.',
  )
})

for (const line of [
  'Goedemorgen, heeft mevrouw haar medicatie al gehad?',
  'ja',
  'ok',
  'Ik typ straks !medicatie',
  '12',
  'nee 2024',
  '!!! let op',
]) {
  test(`people talk to each other undisturbed: ${line}`, async () => {
    const said = botMessages(world, first.nurse, first.roomId).length
    await sayToNobody(world, first.nurse, first.roomId, line)
    assert.equal(botMessages(world, first.nurse, first.roomId).length, said + 1)
  })
}

const pushed = (eventId: string, body: string): Json => ({
  event_id: eventId,
  room_id: first.roomId,
  type: 'm.room.message',
  sender: first.nurse.userId,
  origin_server_ts: Date.now(),
  content: text(body),
})

test('a question that is delivered again is not answered again, whatever the transaction is called', async () => {
  const { asked } = await answerTo(text('!allergie'))
  for (const transaction of [1, 1, 2])
    await deliver(world, transaction, [pushed(asked, '!allergie')])
  await settle(world, first.nurse, first.roomId)
  assert.equal(answersTo(world, first.nurse, first.roomId, asked).length, 1)
})

test('a transaction number that was used before hides no question', async () => {
  for (const eventId of ['$delivered-one', '$delivered-two']) {
    await deliver(world, 1, [pushed(eventId, '!allergie')])
    await deliver(world, 1, [pushed(eventId, '!allergie')])
    const answer = await first.nurse.waitForAnswer(eventId)
    assertFramed(textOf(answer), 'Allergieën en intoleranties')
  }
  await settle(world, first.nurse, first.roomId)
  for (const eventId of ['$delivered-one', '$delivered-two'])
    assert.equal(answersTo(world, first.nurse, first.roomId, eventId).length, 1)
})

test('every reply said the same in text and HTML, silently', () => {
  assertAllReplies(world, first.nurse)
})
