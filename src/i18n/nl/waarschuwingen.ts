/** Words of `!waarschuwingen`. */
export const waarschuwingen = {
  title: 'Waarschuwingen',
  summary: 'waar u bij deze cliënt op moet letten',
  usage: 'waarschuwingen [alles]',
  sections: {
    current: (count: number) => `Let op (${count})`,
    ended: (count: number) => `Niet meer actief (${count})`,
  },
  noneFound: (sources: string, stamp: string) =>
    `Geen actieve waarschuwing gevonden in ${sources} (peildatum ${stamp}). Dat betekent niet dat er geen is.`,
  nameless: 'waarschuwing zonder naam – open het dossier',
  unknownConcern: 'gaat over een probleem dat niet kon worden opgehaald – open het dossier',
  elsewhere: 'verwijst naar meer in het dossier',
  about: (problem: string) => `over: ${problem}`,
  doubts: {
    'in-error': '⚠\u00A0dat probleem is in de bron als foutief gemarkeerd',
    excluded: '⚠\u00A0dat probleem is in de bron uitgesloten',
    over: '⚠\u00A0dat probleem is in de bron niet meer actief',
  },
  states: {
    active: 'actief',
    'past-end': '⚠\u00A0einddatum voorbij, in de bron nog actief',
    ended: 'niet meer actief',
  },
  priority: (words: string) => `prioriteit: ${words}`,
  except: (words: string) => `uitzondering: ${words}`,
  decision: (words: string) => `besluit: ${words}`,
  closure: (words: string) => `reden einde: ${words}`,
}
