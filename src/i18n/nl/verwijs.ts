/** Words of `!verwijs`. */
export const verwijs = {
  summary: 'deze cliënt verwijzen naar een collega of organisatie',
  usage:
    'verwijs <discipline|@collega|organisatie> [spoed|zsm|stat] <vraag> [--urgentie=…] [--uitgebreid]',
  helpNotes: [
    'Hoe dringend: spoed (antwoord binnen 24 uur), zo-snel-mogelijk of zsm (4 uur), onmiddellijk of stat (30 minuten). Zet het vóór de vraag, of typ --urgentie=onmiddellijk. Zonder zo’n woord is er geen haast.',
    'Meer zeggen kan op de regels eronder, elk met een woord ervoor: reden:, beloop:, behandeling:, voorgeschiedenis:, sociaal:, bellen: (telefoonnummer), urgentie:, en bij: met nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5.',
    'Met --uitgebreid wordt elk onderdeel apart gevraagd; typ overslaan bij wat u niet wilt invullen.',
  ],
  chooseDiscipline: 'Verwijzen naar wie?',
  chooseNumber: (count: number) =>
    count === 1 ? 'Typ 1, of' : `Typ een nummer van 1 tot en met ${count}, of`,
  chooseOther: ' typ de opdracht met de naam van een organisatie, bijvoorbeeld ',
  chooseExample: '!verwijs "naam" vraag',
  chooseTarget: (asked: string) => `Verwijzing (${asked}): naar wie?`,
  ownTeam: 'zorgteam van deze cliënt',
  more: (count: number) =>
    `Er zijn nog ${count} mogelijkheden. Noem de naam van de organisatie om ze te zien.`,
  directoryIncomplete:
    'Let op: het adresboek antwoordde niet volledig. Er kunnen meer ontvangers zijn.',
  directoryDown: (why: string) =>
    `Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (${why}). Er is niets verstuurd. Probeer het later opnieuw.`,
  patientDown: (why: string) =>
    `Niet uitgevoerd: de gegevens van de cliënt konden niet worden gecontroleerd (${why}). Er is niets verstuurd. Probeer het later opnieuw.`,
  notComplete:
    'Niet uitgevoerd: het adresboek antwoordde niet volledig en gaf geen ontvanger. Er is niets verstuurd. Probeer het later opnieuw.',
  targetUnknown:
    'Geen discipline of organisatie met deze naam gevonden in het adresboek. Er is niets verstuurd.',
  targetGone: 'Deze ontvanger staat niet (meer) in het adresboek. Er is niets verstuurd.',
  targetHint: 'Typ de naam anders, of kies uit de lijst met ',
  askQuestion: (to: string) => `Verwijzing naar ${to}`,
  askQuestionHow:
    'Typ nu de vraag in één bericht: wat wilt u weten of laten doen, en waarom. Zonder burgerservicenummer.',
  requesterUnknown:
    'Niet uitgevoerd: het zorgteam noemt geen rol van u waaruit kan worden verwezen. Er is niets verstuurd. Meld dit aan uw beheerder.',
  bsn: 'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. De ontvanger krijgt de cliënt al mee; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  tooLong: (length: number, limit: number) =>
    `Niet uitgevoerd: de vraag is te lang (${length} tekens, ten hoogste ${limit}). Er is niets verstuurd. Typ de opdracht opnieuw met een kortere vraag.`,
  patient: (initials: string, gender: string, year: string) =>
    `Cliënt: ${initials}${gender === '' ? '' : ` (${gender})`}, ${year === '' ? 'geboortejaar onbekend' : `geboren in ${year}`}`,
  nameUnknown: 'naam onbekend',
  genders: { male: 'm', female: 'v', other: 'x' },
  from: (name: string) => `Van: ${name}`,
  to: (name: string) => `Naar: ${name}`,
  toNobody: (discipline: string) =>
    `Naar: ${discipline} – GEEN ONTVANGER gevonden in het adresboek`,
  question: 'Vraag: ',
  questionBelow: 'Vraag:',
  urgent: (respondBy: string) => `Spoed: ja, antwoord gevraagd vóór ${respondBy}`,
  moreUrgent: (word: string, respondBy: string) =>
    `Spoed: ja, ${word}, antwoord gevraagd vóór ${respondBy}`,
  notUrgent: 'Spoed: nee',
  nothingSent: 'Er is niets verstuurd.',
  urgencyUnknown: (typed: string) =>
    typed === ''
      ? 'Bij --urgentie hoort een woord met een =-teken ertussen: --urgentie=spoed, --urgentie=zo-snel-mogelijk, --urgentie=onmiddellijk of --urgentie=gewoon.'
      : `“${typed}” ken ik niet als urgentie. Kies uit: gewoon, spoed, zo-snel-mogelijk of onmiddellijk.`,
  urgencyContrary:
    'In uw bericht staat dat er haast is en ook dat er geen haast is. Noem één urgentie.',
  notMarked: (word: string) =>
    `Let op: in uw tekst staat “${word}”, maar deze verwijzing is niet als spoed aangemerkt. Typ zo nodig nee met de code, en de opdracht opnieuw met --spoed.`,
  labels: {
    reason: 'Reden',
    course: 'Beloop en metingen',
    treatment: 'Behandeling tot nu toe',
    history: 'Voorgeschiedenis en medicatie',
    social: 'Sociale situatie',
    call: 'Terugbellen',
  },
  partTooLong: (label: string, length: number, limit: number) =>
    `De tekst bij “${label}” is te lang (${length} tekens, ten hoogste ${limit}).`,
  callNoNumber: 'Bij “bellen:” hoort een telefoonnummer.',
  attached: (number: number) => `Meegestuurd, regel ${number} van uw lijst: `,
  attachedHow: (typed: string) =>
    `Bij “bij:” horen nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5. Gelezen is “${typed}”.`,
  attachedMany: (count: number, most: number) =>
    `Er kunnen ten hoogste ${most} regels mee; u noemt er ${count}.`,
  attachedElsewhere: (number: number, source: string) =>
    `Regel ${number} komt uit een andere bron (${source}) en kan niet mee. Noem het zo nodig in uw tekst.`,
  attachedNothing: (number: number) => `Bij regel ${number} hoort geen gegeven dat mee kan.`,
  attachedGone: (number: number) =>
    `Regel ${number} staat niet meer in het dossier. Vraag de lijst opnieuw op.`,
  attachedWrong: (number: number) =>
    `Regel ${number} is in het dossier als foutief gemarkeerd en kan niet mee.`,
  attachedDown: (number: number, why: string) =>
    `Regel ${number} kon niet worden gecontroleerd (${why}). Probeer het later opnieuw.`,
  attachedNewer: (number: number) =>
    `⚠\u00A0Let op: regel ${number} is gewijzigd nadat u de lijst opvroeg. Hierboven staat wat er nu staat.`,
  long: {
    title: (at: number, of: number, ask: string) => `Verwijzing, ${at} van ${of}: ${ask}`,
    how: 'Typ het in één bericht, zonder burgerservicenummer, of typ overslaan.',
    ask: {
      reden: 'wat is de klacht of de reden?',
      beloop: 'hoe is het beloop, en wat is er gemeten?',
      behandeling: 'wat is er tot nu toe aan gedaan?',
      voorgeschiedenis: 'welke voorgeschiedenis en medicatie doen ertoe?',
      sociaal: 'hoe is de thuissituatie?',
      bij: 'welke regels van uw laatste lijst gaan mee? Typ de nummers, bijvoorbeeld 3, 5.',
      urgentie: 'hoe dringend is het: gewoon, spoed, zo-snel-mogelijk of onmiddellijk?',
      bellen: 'op welk nummer bent u te bereiken?',
    },
  },
  proposal: 'Soort: voorstel tot verwijzing, geen opdracht',
  call: 'Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.',
  callNow:
    'Bel nu ook zelf: een ontvanger leest dit mogelijk niet meteen. Wacht bij levensgevaar niet op antwoord en bel 112.',
  nobodyWarned:
    'Niemand krijgt deze verwijzing toegestuurd: zij wordt alleen vastgelegd in het dossier. Neem zelf contact op, of noem een organisatie.',
  away: (why: string) =>
    `Let op: volgens het adresboek nu afwezig${why === '' ? '' : ` (${why})`}. Voor een ander: noem een organisatie.`,
  noLetter: 'Dit is geen verwijsbrief in de zin van ZorgDomein.',
  done: (at: string, to: string) => `Verwijzing verstuurd ${at} aan ${to}.`,
  doneNobody: (at: string, discipline: string) =>
    `Verwijzing (${discipline}) vastgelegd ${at}, ZONDER ONTVANGER. Niemand krijgt hiervan bericht: neem zelf contact op.`,
  failed: (why: string) => `NIET verstuurd: ${why}.`,
  refused:
    'NIET verstuurd: de verwijzing voldoet niet aan de regels van het dossier. Opnieuw proberen helpt niet: typ de opdracht opnieuw, of meld dit aan uw beheerder.',
  changed:
    'NIET verstuurd: wat u bevestigt hoort niet meer bij deze ruimte of bij uw rol. Typ de opdracht opnieuw.',
  unknown: 'Onbekend of de verwijzing is aangekomen: het dossier antwoordt niet.',
  personSeveral: (typed: string) =>
    `“${typed}” kan meer dan één collega zijn. Naar wie verwijst u?`,
  personMore: (count: number) =>
    count === 1
      ? 'Er is nog 1 collega: typ dan de hele naam.'
      : `Er zijn nog ${count} collega’s: typ dan de hele naam.`,
  personHow: (count: number) =>
    `Typ een nummer van 1 tot en met ${count}. Er is nog niets verstuurd.`,
  ambiguous:
    'Gestopt: deze verwijzing staat niet precies één keer in het dossier. Bevestig niet opnieuw. Meld dit aan uw beheerder en controleer het dossier.',
  name: 'verwijzing',
  undoCall: 'De ontvanger kan de verwijzing al hebben gelezen: bel zo nodig.',
  undoTaken: (status: string) =>
    `NIET teruggedraaid: deze verwijzing is al ${status}. Neem contact op met de ontvanger.`,
  undoStatus: {
    accepted: 'aangenomen',
    ready: 'aangenomen',
    'in-progress': 'in behandeling',
    'on-hold': 'aangehouden',
    completed: 'afgerond',
    rejected: 'afgewezen',
    failed: 'als mislukt afgesloten',
    'entered-in-error': 'als foutief aangemerkt',
  },
}
