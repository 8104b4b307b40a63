/** Words of `!overdracht`: the questions, the letter and what becomes of it. */
export const overdracht = {
  summary: 'een overdracht opstellen uit het dossier, aanvullen en versturen',
  usage: 'overdracht [naar <organisatie of discipline>]',
  what: 'overdracht',
  undoTaken: (status: string) =>
    `NIET teruggedraaid: deze overdracht is al ${status}. Neem contact op met de ontvanger.`,
  undoCall: 'De ontvanger kan de overdracht al hebben gelezen: bel zo nodig.',
  title: 'Overdracht',
  toWhom: 'Overdracht: naar wie?',
  toWhomHow: (count: number) =>
    `Typ een nummer van 1 tot en met ${count}, of typ de naam van de organisatie.`,
  which: (asked: string) => `Overdracht (${asked}): naar wie?`,
  number: (count: number) =>
    count === 1 ? 'Typ 1 om door te gaan.' : `Typ een nummer van 1 tot en met ${count}.`,
  more: (count: number) =>
    `Er zijn nog ${count} mogelijkheden. Typ de opdracht opnieuw met de naam van de organisatie.`,
  directoryIncomplete:
    'Let op: het adresboek antwoordde niet volledig. Er kunnen meer ontvangers zijn.',
  directoryDown: (why: string) =>
    `Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (${why}). Er is niets verstuurd. Probeer het later opnieuw.`,
  notComplete:
    'Niet uitgevoerd: het adresboek antwoordde niet volledig en gaf geen ontvanger. Er is niets verstuurd. Probeer het later opnieuw.',
  targetUnknown: (typed: string) =>
    typed === ''
      ? 'Deze ontvanger staat niet (meer) in het adresboek. Er is niets verstuurd.'
      : `“${typed}” is geen discipline of organisatie in het adresboek. Er is niets verstuurd. Typ alleen de naam, bijvoorbeeld !overdracht naar huisarts.`,
  beyond: (name: string, rest: string) =>
    `Niet begrepen: “${rest}”. Er is niets verstuurd. Typ !overdracht naar ${name}: daarna wordt gevraagd waarom u overdraagt en wat u van de ontvanger vraagt.`,
  askReason: (to: string) => `Overdracht naar ${to}: wat is de reden?`,
  askReasonHow:
    'Typ in één bericht waarom u overdraagt en wat er nu speelt. Zonder burgerservicenummer.',
  askRequest: 'Wat vraagt u van de ontvanger?',
  askRequestHow:
    'Typ in één bericht wat de ontvanger moet doen of weten. Daarna ziet u het concept.',
  tooLong: (length: number, limit: number) =>
    `Niet uitgevoerd: de tekst is te lang (${length} tekens, ten hoogste ${limit}). Typ de opdracht opnieuw met een kortere tekst.`,
  nothingRead: (why: string) =>
    `Niet uitgevoerd: uit het dossier kon niets worden opgehaald (${why}). Dit zegt niets over de cliënt. Probeer het later opnieuw.`,
  lettersTooLong:
    'Niet uitgevoerd: waarschuwingen, wilsverklaringen en allergieën passen niet in één bericht, en worden niet ingekort. Draag over met het dossier.',
  draftTitle: (to: string) => `Concept overdracht naar ${to} – nog NIET verstuurd`,
  incomplete: 'ONVOLLEDIG',
  parts: {
    reason: 'Reden',
    background: 'Achtergrond',
    now: 'Actueel',
    added: 'Aanvulling van de zorgverlener',
    request: 'Vraag aan de ontvanger',
    origin: 'Herkomst',
  },
  kinds: {
    alerts: 'Waarschuwing',
    directives: 'Wilsverklaring',
    allergies: 'Allergie',
    problems: 'Probleem',
    vitals: 'Meting',
    medication: 'Medicatie',
    tasks: 'Taak',
    reports: 'Rapportage',
  },
  headings: {
    alerts: 'Waarschuwingen',
    directives: 'Wilsverklaringen',
    allergies: 'Allergieën',
    problems: 'Problemen',
    vitals: 'Metingen',
    medication: 'Medicatie, gewijzigd in 14 dagen',
    tasks: 'Open taken',
    reports: 'Rapportages van 3 dagen',
  },
  none: (heading: string, source: string) =>
    `${heading}: niets gevonden in ${source}. Dat betekent niet dat er niets is.`,
  lost: (heading: string) => `${heading}: NIET (volledig) opgehaald, zie hieronder.`,
  left: (heading: string, count: number) =>
    count === 1
      ? `${heading}: nog 1 regel niet opgenomen, zie het dossier.`
      : `${heading}: nog ${count} regels niet opgenomen, zie het dossier.`,
  removed: (count: number) =>
    count === 1
      ? '1 regel is weggelaten door de zorgverlener.'
      : `${count} regels zijn weggelaten door de zorgverlener.`,
  hidden: 'weggelaten omdat er een burgerservicenummer in staat, zie het dossier',
  undated: (count: number) =>
    count === 1
      ? 'Rapportages: 1 zonder datum niet opgenomen.'
      : `Rapportages: ${count} zonder datum niet opgenomen.`,
  otherMedication:
    'Medicatie die niet gewijzigd is, staat hier niet in. Vraag een actueel medicatieoverzicht op.',
  made: (at: string, source: string) => `Opgehaald ${at} uit ${source}.`,
  others: (sources: string) =>
    `Niet overgenomen uit andere bronnen: ${sources}. Vraag die gegevens daar op.`,
  editHow: (last: number) =>
    `Typ 1 om zo door te gaan. Typ weg 3 5 om regels weg te laten (1 tot en met ${last}). Alles wat u anders typt, komt er als aanvulling bij.`,
  editEmpty: 'Typ 1 om zo door te gaan. Alles wat u anders typt, komt er als aanvulling bij.',
  noSuchLine: (typed: string, last: number) =>
    `Er is geen regel ${typed}: het concept heeft de regels 1 tot en met ${last}. Er is niets veranderd.`,
  from: (name: string) => `Van: ${name}`,
  to: (name: string) => `Naar: ${name}`,
  away: (why: string) =>
    `Let op: volgens het adresboek nu afwezig${why === '' ? '' : ` (${why})`}.`,
  call: 'Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.',
  notFormal: 'Dit is geen eOverdracht en geen wettelijk voorgeschreven overdrachtsbericht.',
  followed: 'Wat ermee gebeurt, komt hieronder te staan.',
  done: (at: string, to: string) => `Overdracht verstuurd ${at} aan ${to}.`,
}
