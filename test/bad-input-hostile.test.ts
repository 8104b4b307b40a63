import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, lines } from './bad-input.ts'
import { meant, nurse, openDemoRoom } from './safety/demo-room.ts'

const long = 'Wond aan de hiel, '.repeat(400)

answers([
  {
    name: 'a citizen service number goes nowhere',
    says: [
      [
        'medicatie 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'lab 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'bron 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'gewicht 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'rapporteer BSN 111222333 gezien',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'taak @huisarts bel 111.222.333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'contactverzoek @huisarts 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'verwijs fysiotherapie 111 222 333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. De ontvanger krijgt de cliënt al mee; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'gesprek wond 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'nodiguit 111222333',
        'Niet uitgevoerd: dit nummer kan een burgerservicenummer zijn. Noem de naam of het account van uw collega. Is het een burgerservicenummer, verwijder dan uw bericht.',
      ],
      [
        'afwezig 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'overdracht 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'herhaalrecept metoprolol 30 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'corrigeer 1 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'abonneer 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
      [
        'archiveer 111222333',
        'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
      ],
    ],
  },
  {
    name: 'a text of seven thousand letters is refused or told to be cut',
    says: [
      [
        `gesprek ${long}`,
        'Niet uitgevoerd: het onderwerp is te lang (7199 tekens, ten hoogste 50). Typ de opdracht opnieuw met een korter onderwerp. Wat u verder wilt zeggen, kan in het gesprek zelf.',
      ],
      [
        `gewicht ${long}`,
        '“Wond” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        `afwezig ${long}`,
        'Niet uitgevoerd: de tekst is te lang (7199 tekens, ten hoogste 300). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
      [
        `nodiguit ${long}`,
        'Wie wilt u uitnodigen? Typ de naam, het UZI-nummer of het account, bijvoorbeeld !nodiguit jansen als waarnemend huisarts',
      ],
      [
        `abonneer ${long}`,
        lines(
          'Niet uitgevoerd: “Wond” begrijp ik hier niet. Typ bijvoorbeeld:',
          '!abonneer lab',
          '!abonneer alles dagelijks',
          '!abonneer medicatie taken stil 22-07',
        ),
      ],
      [
        `bron ${long}`,
        '“Wond aan de hiel, Wond aan de hiel, Wond aan de hiel, Wond …” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld !bron 2.',
      ],
      [
        `tijdlijn ${long}`,
        '“Wond aan de hiel, Wond aan de hiel, Wond aan de hiel, Wond …” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        `medicatie ${long}`,
        lines(
          'Medicatie met “Wond aan de hiel, Wond aan de hiel, …” – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓',
          'Cliënt: J.V. (v), geboren in 1941',
          '',
          'Geen medicatie met “Wond aan de hiel, Wond aan de hiel, …” in de naam gevonden. Er is wel andere medicatie (6): typ !medicatie alles',
          '',
          'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
        ),
      ],
      [
        `lab ${long}`,
        lines(
          'Laboratoriumuitslagen: Wond aan de hiel, Wond aan de hiel, … – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓',
          'Cliënt: J.V. (v), geboren in 1941',
          '',
          'Geen uitslag gevonden met “Wond aan de hiel, Wond aan de hiel, …” in de naam, in Dossier (peildatum 14-01-2026 11:00). Dat betekent niet dat er geen is.',
          '',
          'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
        ),
      ],
      [
        `overdracht ${long}`,
        '“Wond aan de hiel, Wond aan de hiel, Wond aan de hiel, Wond …” is geen discipline of organisatie in het adresboek. Er is niets verstuurd. Typ alleen de naam, bijvoorbeeld !overdracht naar huisarts.',
      ],
      [
        `herhaalrecept ${long}`,
        'Niet uitgevoerd: de tekst is te lang (7194 tekens, ten hoogste 500). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
      [
        `corrigeer ${long}`,
        '“Wond” is geen nummer van een regel. Er is niets gewijzigd. Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.',
      ],
      [
        `taak @huisarts ${long}`,
        'Niet uitgevoerd: de tekst is te lang (7209 tekens, ten hoogste 1000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
      [
        `contactverzoek @huisarts ${long}`,
        'Niet uitgevoerd: de tekst is te lang (7209 tekens, ten hoogste 1000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
      [
        `rapporteer ${long}`,
        'Niet uitgevoerd: de tekst is te lang (7199 tekens, ten hoogste 2000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
    ],
  },
])

test('a command of ten thousand letters is answered and does nothing; other long talk is left alone', async () => {
  await using bot = await openDemoRoom()
  const far = 'Wond aan de hiel, '.repeat(560)
  for (const word of ['medicatie', 'rapporteer', ...Object.values(meant)])
    assert.deepEqual(
      await bot.ask(bot.roomId, nurse, `!${word} ${far}`),
      [
        'Niet uitgevoerd: uw bericht is te lang om te lezen. Er is niets verstuurd of vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
      ],
      word,
    )
  assert.deepEqual(await bot.ask(bot.roomId, nurse, `Over !medicatie: ${far}`), [])
  assert.deepEqual(bot.writes, [])
})

test('what is hostile in a text stands in the preview as words', async () => {
  await using bot = await openDemoRoom()
  const hostile = '<script>alert(1)</script> @room \u202E50\u202C mg'
  for (const word of ['rapporteer', 'taak @huisarts', 'gesprek', 'contactverzoek @huisarts']) {
    const [preview = ''] = await bot.ask(bot.roomId, nurse, `!${word} ${hostile}`)
    assert.match(preview, /<script>alert\(1\)<\/script> @ room 50 mg/u)
    // Behind it comes what becomes of the question before it.
    const shown = bot.homeserver.sent.findLast(({ content }) => 'formatted_body' in content)
    assert.match(
      String(shown?.content['formatted_body']),
      /&lt;script&gt;alert\(1\)&lt;\/script&gt; @ room/u,
    )
  }
  assert.deepEqual(bot.writes, [])
})
