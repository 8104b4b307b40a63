const nothing = 'Er is niets vastgelegd.'

/** Words of `!meet` and its short forms. */
export const meet = {
  summary: 'een meting vastleggen: bloeddruk, gewicht, temperatuur …',
  usage: 'meet <soort> <waarde> [om 07:30]',
  what: 'meting',
  how: 'Typ de soort en de waarde, bijvoorbeeld:',
  unknownKind: (word: string) =>
    `“${word}” ken ik niet als soort meting. ${nothing} Typ bijvoorbeeld:`,
  noValue: (kind: string, example: string) =>
    `${kind}: welke waarde? ${nothing} Typ bijvoorbeeld !${example}.`,
  twoValues: (kind: string) =>
    `${kind}: er staat meer dan één waarde. ${nothing} Leg één meting per keer vast.`,
  onePressure: (example: string) =>
    `Bloeddruk: noem bovendruk en onderdruk. ${nothing} Typ bijvoorbeeld !${example}.`,
  lines: `Typ de hele meting op één regel. ${nothing}`,
  ambiguous: (word: string) =>
    `“${word}” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. ${nothing} Typ het getal zonder punt, of met één of twee cijfers achter de komma.`,
  noNumber: (word: string) => `“${word}” is geen getal dat ik kan lezen. ${nothing}`,
  notWhole: (kind: string, word: string) =>
    `${kind}: “${word}” moet een heel getal zijn. ${nothing}`,
  unit: (kind: string, word: string, units: string) =>
    `${kind}: de eenheid “${word}” kan niet. Gebruik ${units}, of laat de eenheid weg. ${nothing}`,
  word: (word: string) =>
    `“${word}” begrijp ik niet bij deze meting. ${nothing} Typ de meting opnieuw zonder dat woord.`,
  twice: (word: string) => `“${word}” zegt iets wat er al stond. ${nothing} Typ de meting opnieuw.`,
  impossible: (value: string, low: string, high: string) =>
    `${value} kan niet: een waarde ligt tussen ${low} en ${high}. ${nothing} Controleer de komma en de soort meting.`,
  reversed: (value: string) =>
    `Bloeddruk ${value} kan niet: de bovendruk is niet hoger dan de onderdruk. ${nothing} Typ eerst de bovendruk.`,
  future: (moment: string) =>
    `${moment} ligt in de toekomst. ${nothing} Was het eerder, noem dan de dag: bijvoorbeeld gisteren om 23:50.`,
  noDay: (word: string) =>
    `“${word}” is geen datum. ${nothing} Typ bijvoorbeeld 11-01-2026 of gisteren.`,
  noTime: (moment: string) =>
    `${moment} bestaat niet of komt twee keer voor, omdat de klok werd verzet. ${nothing} Noem een ander tijdstip.`,
  value: (kind: string, value: string) => `${kind}: ${value}`,
  painScale: 'op een schaal van 0 tot en met 10',
  at: (moment: string) => `Gemeten: ${moment}`,
  by: (name: string) => `Door: ${name}`,
  manner: (words: string) => `Hoe: ${words}`,
  arms: { left: 'linkerarm', right: 'rechterarm' },
  positions: { sitting: 'zittend', standing: 'staand', lying: 'liggend' },
  sites: { ear: 'oor', mouth: 'mond', armpit: 'oksel', forehead: 'voorhoofd', rectum: 'rectaal' },
  previous: (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  noPrevious: 'Vorige: geen eerdere meting gevonden.',
  previousUnknown: 'Vorige: kon nu niet volledig worden opgevraagd.',
  unusual:
    '⚠\u00A0Let op: ongewone waarde. Meet zo nodig opnieuw, en bevestig alleen als deze klopt.',
  bigStep:
    '⚠\u00A0Let op: groot verschil met de vorige meting. Bevestig alleen als de waarde klopt.',
  longAgo: (days: number) => `⚠\u00A0Let op: dit is ${days} dagen geleden gemeten.`,
  oxygenUnknown:
    'O₂-gebruik staat er niet bij. Typ “met O2” of “zonder O2” achter de waarde om het vast te leggen.',
  nobodyLooks: 'Niemand krijgt hiervan bericht via dit gesprek.',
  worried:
    'Maakt u zich zorgen of voelt u zich niet goed? Bel dan uw zorgverlener, en bij levensgevaar 112.',
  done: (at: string, what: string) => `Meting vastgelegd ${at}: ${what}.`,
}
