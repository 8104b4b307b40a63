/** Words of `!taak` and `!contactverzoek`. */
export const taak = {
  summary: 'iets vragen aan een collega van dit zorgteam, of een taak bijwerken',
  usage:
    'taak <wie> <wat> [voor <datum>] [spoed]  of  taak <nummer> accepteer|start|klaar|weiger|intrekken',
  names: { task: 'taak', callback: 'terugbelverzoek', change: 'wijziging van een taak' },
  whom: { task: 'Voor wie is deze taak?', callback: 'Wie moet er terugbellen?' },
  whomSeveral: (typed: string) => `“${typed}” kan meer dan één collega zijn. Wie bedoelt u?`,
  chooseNumber: (count: number) =>
    count === 1
      ? 'Typ 1, of noem iemand met '
      : `Typ een nummer van 1 tot en met ${count}, of noem iemand met `,
  chooseExample: { task: '!taak @naam wat er moet gebeuren', callback: '!contactverzoek @naam' },
  moreColleagues: (count: number) =>
    count === 1 ? 'Er is nog 1 collega.' : `Er zijn nog ${count} collega’s.`,
  whoever: (function_: string) => `wie er is (${function_})`,
  nobodyInTeam: 'Dit zorgteam noemt niemand aan wie u iets kunt vragen. Er is niets verstuurd.',
  unknownPerson: (typed: string) =>
    `“${typed}” staat niet als zorgverlener in dit zorgteam. Er is niets verstuurd.`,
  unknownFunction: (word: string) =>
    `In dit zorgteam staat niemand als ${word}. Er is niets verstuurd.`,
  see: { who: 'Wie er wel in staan ziet u met ', refer: '. Vragen aan iemand anders gaat met ' },
  what: (to: string) => `Taak voor ${to}`,
  whatHow: 'Typ nu in één bericht wat er moet gebeuren. Zonder burgerservicenummer.',
  teamDown: (why: string) =>
    `Niet uitgevoerd: het zorgteam kon niet worden geraadpleegd (${why}). Er is niets verstuurd. Probeer het later opnieuw.`,
  date: {
    invalid: (typed: string) =>
      `“${typed}” is geen datum. Er is niets verstuurd. Typ bijvoorbeeld voor 03-04-2026 of voor morgen 16:00.`,
    past: (typed: string) =>
      `“${typed}” is al voorbij. Er is niets verstuurd. Typ een datum die nog komt.`,
    far: (typed: string) =>
      `“${typed}” is meer dan twee jaar vooruit. Er is niets verstuurd. Controleer de datum.`,
    weekday: (typed: string) =>
      `Vandaag is het ${typed}, dus “${typed}” kan vandaag zijn of over een week. Er is niets verstuurd. Typ vandaag of een datum.`,
  },
  priorityUnknown: (typed: string) =>
    `“${typed}” ken ik niet als prioriteit. Er is niets verstuurd. Typ spoed, asap, stat of routine.`,
  from: (name: string) => `Van: ${name}`,
  to: (name: string) => `Voor: ${name}`,
  toFunction: (word: string) => `Voor: wie er is met de functie ${word}, niemand in het bijzonder`,
  text: 'Wat: ',
  textBelow: 'Wat:',
  due: (when: string) => `Uiterlijk: ${when}`,
  noDue: 'Uiterlijk: niet opgegeven',
  priority: (words: string) => `Prioriteit: ${words}`,
  routine: 'gewoon',
  hurry: (word: string) =>
    `Let op: in uw tekst staat “${word}”, maar dit gaat niet als spoed. Typ zo nodig nee met de code, en de opdracht opnieuw met --spoed.`,
  callback: 'Terugbellen',
  pinged: (name: string, minutes: string) =>
    `${name} krijgt hier een oproep zonder cliëntgegevens, na ${minutes} zonder antwoord nog één keer, en daarna wordt een ander opgeroepen.`,
  notPinged:
    'Niemand wordt opgeroepen: de ontvanger heeft geen account waarvan dit bekend is. Bel bij spoed.',
  call: 'Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.',
  away: (name: string, why: string) =>
    `Let op: ${name} is volgens het adresboek nu afwezig${why === '' ? '' : ` (${why})`}.`,
  awayTitle: (name: string, why: string) =>
    `${name} is volgens het adresboek nu afwezig${why === '' ? '' : ` (${why})`}. Voor wie is het?`,
  deputy: (name: string) => `${name}, waarnemer`,
  anyway: (name: string) => `toch ${name}`,
  done: {
    task: (at: string, to: string) => `Taak verstuurd ${at}: ${to}.`,
    callback: (at: string, to: string) => `Terugbelverzoek verstuurd ${at}: ${to}.`,
  },
  willFollow: 'Wat ermee gebeurt staat straks als antwoord onder dit bericht.',
  presence: {
    invited: (name: string) => `${name} is uitgenodigd in deze ruimte.`,
    failed: (name: string) =>
      `${name} zit niet in deze ruimte en kon niet worden uitgenodigd. Neem zelf contact op.`,
    noAccount: (name: string) =>
      `Van ${name} is geen account bekend: deze ziet dit gesprek niet. Neem zelf contact op.`,
    outside: (name: string) =>
      `Is van ${name} nog niemand in deze ruimte? Iemand erbij halen kan met `,
  },
  steps: {
    accept: 'accepteren',
    start: 'in uitvoering nemen',
    complete: 'afronden',
    reject: 'weigeren',
    fail: 'melden dat het niet is gelukt',
    cancel: 'intrekken',
  },
  stepWords: {
    accept: 'accepteer',
    start: 'start',
    complete: 'klaar',
    reject: 'weiger',
    fail: 'mislukt',
    cancel: 'intrekken',
  },
  change: {
    what: (words: string) => `Taak: ${words}`,
    for: (words: string) => `Is ${words}`,
    status: (before: string, after: string) => `Status: ${before}, wordt ${after}`,
    reason: 'Reden: ',
    result: 'Resultaat: ',
    claims: (name: string) => `Uitvoerder wordt: ${name}`,
    late: (when: string) => `Let op: dit had uiterlijk ${when} klaar moeten zijn.`,
    moreNews: 'Let op: deze taak bevat informatie die ik niet ken. Open het dossier.',
    done: (status: string, at: string) => `Taak ${status}, ${at}.`,
    which: (what: string) => `Taak: ${what}. Wat wilt u doen?`,
    whichStep: (count: number) =>
      count === 1
        ? 'Typ 1, of een opdracht zoals '
        : `Typ een nummer van 1 tot en met ${count}, of een opdracht zoals `,
    nothing: (status: string) =>
      `U kunt met deze taak niets meer doen: ${status}. Er is niets gewijzigd.`,
    askReason: { reject: 'Waarom weigert u?', fail: 'Waarom is het niet gelukt?' },
    askReasonHow: 'Typ de reden in één bericht. Zonder burgerservicenummer.',
    notOwner: (who: string) =>
      `Deze taak is ${who}. Alleen wie het moet doen kan dit. Er is niets gewijzigd.`,
    notRequester: (who: string) =>
      `Deze taak is gevraagd door ${who}. Alleen wie vroeg kan dit. Er is niets gewijzigd.`,
    notNow: (step: string, status: string) =>
      `Een taak met de status “${status}” kunt u niet ${step}. Er is niets gewijzigd.`,
    tooMany: (step: string) => `Bij ${step} hoort geen verdere tekst. Er is niets gewijzigd.`,
    unknownStep: (typed: string) =>
      `“${typed}” kan niet met een taak. Er is niets gewijzigd. Typ accepteer, start, klaar, weiger, mislukt of intrekken.`,
    otherSource: (source: string) =>
      `Deze taak staat in ${source}; daar kan ik niets wijzigen. Neem contact op met wie haar vroeg.`,
    down: (why: string) =>
      `Niet uitgevoerd: de taak kon niet worden geraadpleegd (${why}). Er is niets gewijzigd. Probeer het later opnieuw.`,
    undone: (at: string, status: string) =>
      `Stap teruggedraaid ${at}. De taak staat weer op: ${status}.`,
    undoneNote: 'Een collega kan de stap al hebben gelezen: overleg zo nodig.',
  },
}
