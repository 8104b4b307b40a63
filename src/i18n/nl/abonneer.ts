const hour = (value: number) => `${String(value).padStart(2, '0')}:00`

/** Words of `!abonneer` and of the messages it brings. */
export const abonneer = {
  summary: 'bericht in uw directe gesprek als er iets nieuws in het dossier staat',
  usage: 'abonneer [lab|medicatie|taken|alles|uit] [direct|dagelijks] [stil 22-07]',
  kinds: {
    lab: 'labuitslagen',
    medicatie: 'medicatie',
    taak: 'taken',
    alles: 'alles',
  },
  what: 'abonnement',
  room: (room: string) => `Ruimte: ${room}`,
  before: (words: string) => `Nu: ${words}`,
  about: (kinds: string) => `Bericht over: ${kinds}`,
  ends: 'Wordt: geen bericht meer',
  on: (room: string, kinds: string) => `U krijgt bericht over ${room}: ${kinds}.`,
  direct: 'Wanneer: direct, hooguit één bericht per minuut.',
  daily: (time: string) => `Wanneer: eens per dag, om ${time} uur.`,
  quiet: (from: number, to: number) =>
    `Stil: van ${hour(from)} tot ${hour(to)} uur. Wat dan komt, hoort u na ${hour(to)} uur.`,
  noQuiet: 'Stil: geen stille uren.',
  where:
    'In uw directe gesprek met mij, zonder inhoud: alleen wat voor soort en welke opdracht u typt. Van wat u zelf doet, krijgt u geen bericht.',
  stop: 'Stoppen kan met ',
  off: (room: string) => `U krijgt geen bericht meer over ${room}.`,
  wasOff: (room: string) => `U kreeg geen bericht over ${room}.`,
  noneHere: (room: string) =>
    `U krijgt geen bericht over ${room}. Kies wat u wilt weten, bijvoorbeeld:`,
  noneAnywhere: 'U krijgt nergens bericht over. Typ de opdracht in de ruimte van een cliënt.',
  title: 'U krijgt bericht over',
  line: (kinds: string, daily: boolean, quiet: { from: number; to: number } | undefined) =>
    `${kinds}, ${daily ? 'dagelijks' : 'direct'}${quiet === undefined ? '' : `, stil ${hour(quiet.from)}–${hour(quiet.to)}`}`,
  allOff: (count: number) =>
    count === 1
      ? 'U krijgt nergens meer bericht over (1 ruimte).'
      : `U krijgt nergens meer bericht over (${count} ruimtes).`,
  inRoom: 'Typ dit in de ruimte van de cliënt. Hier kunt u zien wat u heeft, of alles stoppen met ',
  strange: (word: string) => `Niet uitgevoerd: “${word}” begrijp ik hier niet. Typ bijvoorbeeld:`,
  strangeHours: (typed: string) =>
    `Niet uitgevoerd: “${typed}” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.`,
  noHours:
    'Niet uitgevoerd: na stil horen hele uren, bijvoorbeeld stil 22-07. Geen stille uren meer? Typ stil uit.',
  contrary: 'Niet uitgevoerd: kies óf direct, óf dagelijks.',
  both: 'Niet uitgevoerd: kies óf uit, óf wat u wilt weten.',
  notAllowed: (kinds: string) => `Niet uitgevoerd: u heeft geen rechten om dit te zien: ${kinds}.`,
  newsTitle: 'Nieuws uit het dossier. Typ de opdracht in de ruimte om het te zien.',
  news: (kind: string, fresh: number, changed: number) =>
    [
      ...(fresh === 0 ? [] : [`nieuw: ${kind} (${fresh})`]),
      ...(changed === 0 ? [] : [`gewijzigd: ${kind} (${changed})`]),
    ].join(', '),
  here: 'deze ruimte',
}
