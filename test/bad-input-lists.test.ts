import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nl } from '../src/i18n/nl.ts'
import { answers } from './bad-input.ts'
import { doctor, nurse, openDemoRoom } from './safety/demo-room.ts'

answers([
  {
    name: 'a number that is no line of the list is refused',
    before: '!taken',
    says: [
      ['bron', 'Noem het nummer dat voor de regel staat, bijvoorbeeld !bron 2.'],
      [
        'bron -1',
        '“-1” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      [
        'bron 1.000',
        '“1.000” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      [
        'bron 1,5',
        '“1,5” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      [
        'bron een',
        '“een” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      [
        'bron 1 2',
        '“1 2” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      ['bron 0', 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
      ['bron 99', 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
      ['taak 99 klaar', 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
      ['taak 0 klaar', 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
      [
        'taak 1 verbrand',
        '“verbrand” kan niet met een taak. Er is niets gewijzigd. Typ accepteer, start, klaar, weiger, mislukt of intrekken.',
      ],
      [
        'corrigeer',
        'Noem het nummer van de regel in uw laatste lijst. Zonder nieuwe waarde, of met het woord fout, wordt de regel als foutief gemarkeerd. Er is niets gewijzigd.',
      ],
      ['corrigeer 99', 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
      [
        'corrigeer 1',
        'Alleen metingen en rapportages kunnen hier worden gecorrigeerd. Er is niets gewijzigd.',
      ],
      [
        'corrigeer 1.000',
        '“1.000” is geen nummer van een regel. Er is niets gewijzigd. Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.',
      ],
      ['herhaalrecept 1', 'Uw laatste lijst is van een andere opdracht. Typ eerst !medicatie.'],
      [
        'archiveer 99',
        'Er is over deze cliënt geen gesprek met nummer “99”. Typ !gesprekken voor de lijst.',
      ],
      [
        'heropen 99',
        'Er is over deze cliënt geen gesprek met nummer “99”. Typ !gesprekken voor de lijst.',
      ],
    ],
  },
  {
    name: 'a refill that cannot be is refused',
    before: '!medicatie',
    says: [
      [
        'herhaalrecept 1',
        'Over dit middel is het dossier niet duidelijk: zie !medicatie. Er is niets aangevraagd. Neem contact op met de voorschrijver of de apotheek.',
      ],
      [
        'herhaalrecept 6',
        'Dit middel is gestopt. Er is niets aangevraagd. Neem contact op met de voorschrijver of de apotheek.',
      ],
      ['herhaalrecept 0', 'Uw laatste lijst heeft de nummers 1 tot en met 6.'],
      ['herhaalrecept 99', 'Uw laatste lijst heeft de nummers 1 tot en met 6.'],
      [
        'herhaalrecept 1.000',
        'Geen middel met de naam “1.000” gevonden dat nu in gebruik is. Er is niets aangevraagd. Typ !medicatie voor de namen.',
      ],
      [
        'herhaalrecept 2 1.000',
        'Het aantal “1.000” kan op twee manieren worden gelezen. Er is niets aangevraagd. Typ het zonder punt of komma.',
      ],
      [
        'herhaalrecept 2 -3',
        'Het aantal “-3” kan niet: noem 1 tot en met 500 stuks. Er is niets aangevraagd.',
      ],
      [
        'herhaalrecept 2 99999',
        'Het aantal “99999” kan niet: noem 1 tot en met 500 stuks. Er is niets aangevraagd.',
      ],
      [
        'herhaalrecept xyzzy',
        'Geen middel met de naam “xyzzy” gevonden dat nu in gebruik is. Er is niets aangevraagd. Typ !medicatie voor de namen.',
      ],
    ],
  },
  {
    name: 'a correction that cannot be is refused',
    before: '!metingen',
    says: [
      [
        'corrigeer 5 1.000',
        '“1.000” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. Er is niets vastgelegd. Typ het getal zonder punt, of met één of twee cijfers achter de komma.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 5 724',
        'Gewicht: 724\u00A0kg kan niet: een waarde ligt tussen 0,3 en 400. Er is niets vastgelegd. Controleer de komma en de soort meting.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 5 foutje',
        '“foutje” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 1 95/165',
        'Bloeddruk 95/165\u00A0mmHg kan niet: de bovendruk is niet hoger dan de onderdruk. Er is niets vastgelegd. Typ eerst de bovendruk.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 1 120',
        'Bloeddruk: noem bovendruk en onderdruk. Er is niets vastgelegd. Typ bijvoorbeeld !rr 125/80.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 4 3,8',
        'Temperatuur: 3,8\u00A0°C kan niet: een waarde ligt tussen 20 en 45. Er is niets vastgelegd. Controleer de komma en de soort meting.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
      [
        'corrigeer 4 38,6 kg',
        '“kg” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.\nIs de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
      ],
    ],
  },
])

const numbered = ['bron 1', 'taak 1 klaar', 'corrigeer 1', 'herhaalrecept 1', 'meer', 'ververs']
const noList =
  'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.'

test('a number of somebody else’s list names nothing', async () => {
  await using bot = await openDemoRoom()
  for (const list of ['!taken', '!medicatie', '!metingen']) {
    await bot.ask(bot.roomId, doctor, list)
    for (const line of numbered)
      assert.deepEqual(await bot.ask(bot.roomId, nurse, `!${line}`), [noList], `${list} ${line}`)
  }
  assert.deepEqual(bot.writes, [])
})

test('a list that was asked for an hour ago has no numbers any more', async () => {
  await using bot = await openDemoRoom()
  await bot.ask(bot.roomId, nurse, '!taken')
  bot.now += 61 * 60_000
  for (const line of numbered)
    assert.deepEqual(await bot.ask(bot.roomId, nurse, `!${line}`), [noList], line)
  assert.deepEqual(bot.writes, [])
})

test('a number is never taken for a line of the list before the last', async () => {
  await using bot = await openDemoRoom()
  await bot.ask(bot.roomId, nurse, '!taken')
  await bot.ask(bot.roomId, nurse, '!medicatie')
  assert.deepEqual(await bot.ask(bot.roomId, nurse, '!taak 1 klaar'), [
    'Uw laatste lijst is van een andere opdracht. Typ eerst !taken.',
  ])
  await bot.ask(bot.roomId, nurse, '!taken')
  assert.deepEqual(await bot.ask(bot.roomId, nurse, '!herhaalrecept 1'), [
    'Uw laatste lijst is van een andere opdracht. Typ eerst !medicatie.',
  ])
  assert.deepEqual(bot.writes, [])
})

test('a code of somebody else, of nothing and of too long ago takes nothing back', async () => {
  await using bot = await openDemoRoom()
  const [prompt = ''] = await bot.ask(bot.roomId, nurse, '!gewicht 72,4')
  const code = /typ ja (\d{4})/u.exec(prompt)?.[1] ?? ''
  const undo = (who: string) => bot.ask(bot.roomId, who, `ongedaan ${code}`)
  assert.deepEqual(await undo(doctor), [nl.undo.onlyRequester('Sanne Dijkstra')])
  assert.deepEqual(await undo(nurse), [nl.undo.notYet(code)])
  await bot.ask(bot.roomId, nurse, `ja ${code}`)
  assert.deepEqual(await undo(doctor), [nl.undo.onlyRequester('Sanne Dijkstra')])
  bot.now += 6 * 60_000
  assert.deepEqual(await undo(nurse), [nl.undo.late('11:05')])
  assert.deepEqual(bot.writes, ['Observation'])
})
