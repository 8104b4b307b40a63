import { answers, lines } from './bad-input.ts'

answers([
  {
    name: 'a word that a read command does not know is named, and nothing is guessed',
    says: [
      [
        'medicatie @room',
        lines(
          'Medicatie met “@ room” – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓',
          'Cliënt: J.V. (v), geboren in 1941',
          '',
          'Geen medicatie met “@ room” in de naam gevonden. Er is wel andere medicatie (6): typ !medicatie alles',
          '',
          'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
        ),
      ],
      [
        'medicatie alles gestopt',
        lines(
          'Medicatie met “alles gestopt” – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓',
          'Cliënt: J.V. (v), geboren in 1941',
          '',
          'Geen medicatie met “alles gestopt” in de naam gevonden. Er is wel andere medicatie (6): typ !medicatie alles',
          '',
          'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
        ),
      ],
      [
        'metingen <b>gewicht</b>',
        lines(
          '“<b>gewicht</b>” ken ik niet als meting. Kies uit:',
          '',
          '• !metingen bloeddruk',
          '• !metingen gewicht',
          '• !metingen lengte',
          '• !metingen temp',
          '• !metingen saturatie',
          '• !metingen pols',
          '• !metingen ademhaling',
          '• !metingen pijn',
          '• !metingen glucose',
          '• !metingen ews',
          '• !metingen gcs',
          '• !metingen snaq',
          '• !metingen must',
          '• !metingen barthel',
          '• !metingen dos',
        ),
      ],
      [
        'metingen gewicht bloeddruk',
        lines(
          '“bloeddruk” ken ik niet als meting. Kies uit:',
          '',
          '• !metingen bloeddruk',
          '• !metingen gewicht',
          '• !metingen lengte',
          '• !metingen temp',
          '• !metingen saturatie',
          '• !metingen pols',
          '• !metingen ademhaling',
          '• !metingen pijn',
          '• !metingen glucose',
          '• !metingen ews',
          '• !metingen gcs',
          '• !metingen snaq',
          '• !metingen must',
          '• !metingen barthel',
          '• !metingen dos',
        ),
      ],
      [
        'lab \u202Emuilak',
        lines(
          'Laboratoriumuitslagen: muilak – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓',
          'Cliënt: J.V. (v), geboren in 1941',
          '',
          'Geen uitslag gevonden met “muilak” in de naam, in Dossier (peildatum 14-01-2026 11:00). Dat betekent niet dat er geen is.',
          '',
          'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
        ),
      ],
      [
        'problemen nu',
        lines(
          '“nu” ken ik hier niet. Kies uit:',
          '',
          '• !problemen',
          '• !problemen actief',
          '• !problemen alles',
        ),
      ],
      [
        'waarschuwingen gisteren',
        lines(
          '“gisteren” ken ik hier niet. Kies uit:',
          '',
          '• !waarschuwingen',
          '• !waarschuwingen alles',
        ),
      ],
      [
        'wilsverklaring reanimatie',
        lines(
          '“reanimatie” ken ik hier niet. Kies uit:',
          '',
          '• !wilsverklaring',
          '• !wilsverklaring alles',
        ),
      ],
      [
        'zorgplan oud',
        lines('“oud” ken ik hier niet. Kies uit:', '', '• !zorgplan', '• !zorgplan alles'),
      ],
      [
        'afspraken morgen',
        lines('“morgen” ken ik hier niet. Kies uit:', '', '• !afspraken', '• !afspraken alles'),
      ],
      ['samenvatting kort', '“kort” hoort hier niet bij. Typ alleen !samenvatting.'],
      ['meer 3', '“3” hoort hier niet bij. Typ alleen !meer.'],
      ['ververs nu', '“nu” hoort hier niet bij. Typ alleen !ververs.'],
      [
        'wie xyzzy',
        lines(
          '“xyzzy” ken ik niet bij !wie. Typ een van deze:',
          '',
          '• !wie',
          '• !wie afwezig',
          '• !wie alles',
        ),
      ],
      ['help xyzzy', '!xyzzy ken ik niet.\nUitleg bij een opdracht: !help'],
      [
        'abonneer xyzzy',
        lines(
          'Niet uitgevoerd: “xyzzy” begrijp ik hier niet. Typ bijvoorbeeld:',
          '!abonneer lab',
          '!abonneer alles dagelijks',
          '!abonneer medicatie taken stil 22-07',
        ),
      ],
      [
        'abonneer lab stil 25-99',
        'Niet uitgevoerd: “25-99” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
      ],
      [
        'abonneer lab stil 31-02',
        'Niet uitgevoerd: “31-02” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
      ],
    ],
  },
  {
    name: 'somebody who is not there is never guessed',
    says: [
      [
        'taak @niemand iets',
        '“@niemand” staat niet als zorgverlener in dit zorgteam. Er is niets verstuurd.\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.',
      ],
      [
        'contactverzoek @niemand',
        '“@niemand” staat niet als zorgverlener in dit zorgteam. Er is niets verstuurd.\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.',
      ],
      [
        'afwezig 20-01 t/m 25-01 waarnemer @niemand',
        '“@niemand” staat niet als zorgverlener in dit zorgteam. Er is niets vastgelegd.',
      ],
      [
        'nodiguit',
        'Wie wilt u uitnodigen? Typ de naam, het UZI-nummer of het account, bijvoorbeeld !nodiguit jansen als waarnemend huisarts',
      ],
      [
        'nodiguit xyzzy',
        'Niemand met deze naam gevonden in het adresboek. Er is niemand uitgenodigd. Typ de naam anders, of noem het account.',
      ],
      [
        'nodiguit @niemand:nergens',
        'Dit account staat bij niemand in het adresboek. Er is niemand uitgenodigd. Vraag de organisatie van uw collega om het account te laten koppelen.',
      ],
      [
        'verwijs huisarts valrisico --urgentie=gisteren',
        '“gisteren” ken ik niet als urgentie. Kies uit: gewoon, spoed, zo-snel-mogelijk of onmiddellijk.\nEr is niets verstuurd.',
      ],
      [
        'verwijs huisarts valrisico --spoed --urgentie=gewoon',
        'In uw bericht staat dat er haast is en ook dat er geen haast is. Noem één urgentie.\nEr is niets verstuurd.',
      ],
      [
        'verwijs huisarts valrisico\nbellen: straks',
        'Bij “bellen:” hoort een telefoonnummer.\nEr is niets verstuurd.',
      ],
      [
        'verwijs huisarts valrisico\nbij: <b>1</b>',
        'Bij “bij:” horen nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5. Gelezen is “<b>1</b>”.\nEr is niets verstuurd.',
      ],
      [
        'verwijs xyzzy valrisico',
        'Geen discipline of organisatie met deze naam gevonden in het adresboek. Er is niets verstuurd.\nTyp de naam anders, of kies uit de lijst met !verwijs.',
      ],
      [
        'overdracht naar @niemand',
        '“@niemand” is geen discipline of organisatie in het adresboek. Er is niets verstuurd. Typ alleen de naam, bijvoorbeeld !overdracht naar huisarts.',
      ],
      [
        'gesprek',
        'Waarover gaat het gesprek? Typ de opdracht met het onderwerp, bijvoorbeeld !gesprek wondzorg linkerbeen met huisarts',
      ],
    ],
  },
])
