/** Words of `!allergie`. */
export const allergie = {
  title: 'Allergieën en intoleranties',
  summary: 'allergieën en intoleranties, gevaarlijkste eerst',
  usage: 'allergie [alles|naam]',
  sections: {
    active: (count: number) => `Allergie of intolerantie (${count})`,
    named: (word: string, count: number) => `Met “${word}” (${count})`,
    others: (count: number) => `Alle andere allergieën of intoleranties (${count})`,
    none: 'Vastgelegd dat er geen is',
    inactive: (count: number) => `Niet meer actief (${count})`,
  },
  noMatch: (word: string) =>
    `Geen allergie of intolerantie met “${word}” gevonden. Dat betekent niet dat die er niet is.`,
  onlyNames: (others: number) =>
    `Gezocht op de woorden van de bron, niet op verwante middelen.${others === 0 ? '' : ` De andere (${others}) staan eronder.`}`,
  contradiction:
    '⚠\u00A0Tegenstrijdig: de bron noemt een allergie én legt vast dat er geen is. Controleer het dossier.',
  noneFound: (sources: string, stamp: string) =>
    `Geen actieve allergie of intolerantie gevonden in ${sources} (peildatum ${stamp}). Dat betekent niet dat er geen is.`,
  none: {
    all: 'Geen bekende allergie',
    drugs: 'Geen bekende geneesmiddelallergie',
    other: 'Geen bekende allergie, alleen voor wat hier staat',
  },
  onlyDrugs: 'zegt alleen iets over geneesmiddelen, niet over andere allergieën',
  inWords: (words: string) => `in de bron: ${words}`,
  substanceUnknown: 'stof niet vermeld',
  substanceAbsent: (why: string) => `stof niet vermeld (${why})`,
  criticality: {
    high: 'hoog risico',
    low: 'laag risico',
    'unable-to-assess': 'risico niet te beoordelen',
  },
  criticalityUnknown: 'risico niet vermeld',
  criticalityOther: (words: string) => `risico: ${words}`,
  withWords: (words: string, source: string) => `${words} (${source})`,
  severity: { mild: 'licht', moderate: 'matig', severe: 'ernstig' },
  reaction: (words: string) => `reactie: ${words}`,
  reactionTo: (substance: string, words: string | undefined) =>
    `reactie op ${substance}: ${words ?? 'niet vermeld'}`,
  route: (words: string) => `wijze van blootstelling: ${words}`,
  reactionUnknown: 'reactie niet vermeld',
  categories: {
    food: 'voeding',
    medication: 'geneesmiddel',
    environment: 'omgeving',
    biologic: 'biologisch middel',
  },
  types: { allergy: 'allergie', intolerance: 'intolerantie' },
  since: (date: string) => `sinds ${date}`,
  sinceAge: (age: string) => `sinds leeftijd ${age}`,
  sinceWords: (words: string) => `begin: ${words}`,
  last: (date: string) => `laatst op ${date}`,
  clinical: {
    active: 'actief',
    inactive: 'niet meer actief',
    resolved: 'genezen volgens de bron',
    recurrence: 'opnieuw actief',
    relapse: 'opnieuw actief',
    contradictory: '⚠\u00A0tegenstrijdig: de bron noemt het zowel actief als niet meer actief',
  },
  verification: {
    confirmed: 'bevestigd',
    unconfirmed: 'niet bevestigd',
    presumed: 'vermoed',
    contradictory: '⚠\u00A0tegenstrijdig: de bron noemt het zowel aanwezig als afwezig',
  },
  verificationUnknown: 'bevestiging niet vermeld',
  statusOther: (words: string) => `status: ${words}`,
  note: (words: string) => `opmerking: ${words}`,
  recorded: (date: string, who: string) => `vastgelegd ${date}, ${who}`,
  counts: (refuted: number, inError: number) =>
    [
      refuted === 0 ? undefined : `${refuted} weerlegd`,
      inError === 0 ? undefined : `${inError} foutief ingevoerd`,
    ]
      .filter(Boolean)
      .join(', ')
      .concat(' niet getoond.'),
}
