/** Words of `!help`. */
export const help = {
  summary: 'wat u hier kunt typen',
  usage: 'help [opdracht]',
  title: 'Dit kunt u hier typen',
  nothing: 'U kunt hier alleen !help typen.',
  shared:
    'De cliënt of een naaste leest mee. Wat alleen voor zorgverleners is, stuur ik u rechtstreeks.',
  unsafe:
    'In deze ruimte zit iemand, of is iemand uitgenodigd, die niet mag meelezen. Met --privé erachter, zoals ',
  unsafeEnd: ', stuur ik u het antwoord rechtstreeks.',
  more: 'Uitleg bij een opdracht: ',
  groups: {
    read: 'Ook lezen: ',
    write: 'Ook vastleggen of vragen: ',
    talk: 'Gesprekken: ',
    settings: 'Instellingen: ',
  },
  about: (name: string, summary: string) => `!${name}: ${summary}`,
  example: (summary: string) => ` – ${summary}, bijvoorbeeld `,
  type: 'Typ: ',
  examples: 'Voorbeelden: ',
  also: (aliases: string) => `Ook: ${aliases}`,
  notHere: 'Deze opdracht kunt u hier nu niet gebruiken.',
  onlyRoom: 'Deze opdracht werkt alleen in de ruimte van een cliënt.',
  onlyDirect: 'Deze opdracht werkt alleen in een direct gesprek met mij.',
  unknown: (word: string) => `!${word} ken ik niet.`,
  nearest: 'Bedoelde u ',
  or: ' of ',
}
