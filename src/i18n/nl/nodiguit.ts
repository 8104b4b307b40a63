/** Words of `!nodiguit`. */
export const nodiguit = {
  summary: 'een collega aan dit zorgteam toevoegen en uitnodigen',
  usage: 'nodiguit <naam|UZI-nummer|@account:server> [als rol]',
  what: 'uitnodiging',
  who: 'Wie wilt u uitnodigen? Typ de naam, het UZI-nummer of het account, bijvoorbeeld ',
  example: '!nodiguit jansen als waarnemend huisarts',
  tooShort: (letters: number) =>
    `Typ ten minste ${letters} letters van de naam. Er is niemand uitgenodigd.`,
  roleTooLong: (length: number, limit: number) =>
    `Niet uitgevoerd: de rol is te lang (${length} tekens, ten hoogste ${limit}). Er is niemand uitgenodigd.`,
  bsnLike:
    'Niet uitgevoerd: dit nummer kan een burgerservicenummer zijn. Noem de naam of het account van uw collega. Is het een burgerservicenummer, verwijder dan uw bericht.',
  directoryDown: (why: string) =>
    `Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (${why}). Er is niemand uitgenodigd. Probeer het later opnieuw.`,
  incomplete: 'Let op: het adresboek antwoordde niet volledig. Er kunnen meer mensen zijn.',
  notComplete:
    'Niet uitgevoerd: het adresboek antwoordde niet volledig en gaf niemand. Er is niemand uitgenodigd. Probeer het later opnieuw.',
  unknownName:
    'Niemand met deze naam gevonden in het adresboek. Er is niemand uitgenodigd. Typ de naam anders, of noem het account.',
  unknownUzi: 'Dit nummer staat niet in het adresboek. Er is niemand uitgenodigd. Noem de naam.',
  unknownAccount:
    'Dit account staat bij niemand in het adresboek. Er is niemand uitgenodigd. Vraag de organisatie van uw collega om het account te laten koppelen.',
  relative:
    'Dit is de cliënt of een naaste. In deze versie kunnen alleen zorgverleners worden uitgenodigd: in deze ruimte staan antwoorden die niet voor hen bedoeld zijn. Er is niemand uitgenodigd.',
  which: (query: string) => `“${query}”: wie bedoelt u?`,
  whichTeam: 'Aan welk zorgteam toevoegen?',
  moreTeams: (count: number) =>
    `${count === 1 ? 'Er is nog 1 zorgteam' : `Er zijn nog ${count} zorgteams`} van deze cliënt. Staat het goede er niet bij: sluit in het dossier de zorgteams die niet meer lopen, of vraag het uw beheerder.`,
  number: (count: number) =>
    count === 1 ? 'Typ 1 om door te gaan.' : `Typ een nummer van 1 tot en met ${count}.`,
  more: (count: number) => `Er zijn er nog ${count}. Noem ook de voornaam of het account.`,
  noAccount: (name: string) =>
    `Niet uitgevoerd: ${name} heeft geen account in het adresboek en kan dus niet worden uitgenodigd. Vraag de organisatie om het account te laten koppelen.`,
  otherServer: (name: string) =>
    `Niet uitgevoerd: ${name} heeft een account bij een organisatie die niet aan deze ruimtes mag deelnemen. Meld dit aan uw beheerder.`,
  noPower:
    'Niet uitgevoerd: u mag in deze ruimte niemand uitnodigen. Vraag het een collega met meer rechten.',
  powerUnknown:
    'Niet uitgevoerd: nu niet na te gaan of u hier mag uitnodigen. Er is niemand uitgenodigd. Probeer het later opnieuw.',
  noTeam:
    'Niet uitgevoerd: er is geen actief zorgteam van deze cliënt gevonden. Er is niemand uitgenodigd.',
  already: {
    join: (name: string) => `${name} is al lid van dit zorgteam en zit in deze ruimte.`,
    invite: (name: string) =>
      `${name} is al lid van dit zorgteam en is al uitgenodigd. De uitnodiging staat in de app van ${name}.`,
    away: (name: string) =>
      `${name} is al lid van dit zorgteam. Wie zelf is weggegaan, kan een collega in de app opnieuw uitnodigen.`,
    unknown: (name: string) => `${name} is al lid van dit zorgteam.`,
  },
  person: (words: string) => `Wie: ${words}`,
  account: (userId: string) => `Account: ${userId}`,
  role: (role: string) => `Als: ${role}`,
  team: (name: string) => `Zorgteam: ${name}`,
  nameless: 'naam onbekend',
  sees: 'Wie erbij komt, leest alles wat vanaf de uitnodiging in de ruimte van dit zorgteam verschijnt, en mag in het dossier van deze cliënt kijken.',
  alsoHere: 'Ook voor dit gesprek wordt de collega uitgenodigd.',
  absent: (end: string | undefined) =>
    `Let op: volgens het adresboek nu afwezig${end === undefined ? '' : ` t/m ${end}`}.`,
  done: (at: string, name: string) => `${name} is op ${at} aan het zorgteam toegevoegd.`,
  soon: 'De uitnodiging volgt zodra het dossier is nagelezen, meestal binnen een minuut.',
  undone: (name: string) =>
    `${name} is weer van het zorgteam af en wordt uit de ruimtes verwijderd.`,
  colleague: 'De collega',
}
