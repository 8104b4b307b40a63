/** Sentences of the bot itself: refusals, staleness, introductions, notices. */
export const bot = {
  notLinked: 'Deze ruimte is niet gekoppeld aan een cliënt. Hier kan alleen !help.',
  notInDirect: (word: string) =>
    `!${word} kan alleen in de ruimte van een cliënt. Typ !mijn voor uw ruimtes.`,
  notAlone:
    'In dit gesprek is nog iemand, dus hier laat ik niets zien. Begin een gesprek met alleen mij.',
  onlyDirect: (word: string) => `!${word} kan alleen in een direct gesprek met mij.`,
  noRights: 'U heeft geen rechten voor deze opdracht.',
  audience:
    'Dit antwoord is alleen voor zorgverleners van dit zorgteam. In deze ruimte zit iemand, of is iemand uitgenodigd, van wie dat niet vaststaat. Er is niets getoond.',
  accessUnknown: (source: string) =>
    `Niet uitgevoerd: ${source} antwoordt niet, dus niet na te gaan of u dit mag zien. Dit zegt niets over de cliënt. Probeer het later opnieuw.`,
  stale: (minutes: number) =>
    `Niet uitgevoerd: uw bericht kwam ${minutes} minuten te laat bij mij aan. Typ de opdracht opnieuw. Komt die ook te laat aan, dan loopt de klok van uw server achter: meld dit aan uw beheerder.`,
  ahead: (minutes: number) =>
    `Niet uitgevoerd: de klok van uw server loopt ${minutes} minuten voor. Typ de opdracht opnieuw als dat verholpen is.`,
  failed: (reference: string) =>
    `Niet uitgevoerd: er ging iets mis. Er is niets over de cliënt vastgesteld. Probeer het opnieuw; meld anders kenmerk ${reference} aan uw beheerder.`,
  messageTooLong:
    'Niet uitgevoerd: uw bericht is te lang om te lezen. Er is niets verstuurd of vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
  suggest: (names: string) => `Bedoelde u ${names}? Er is niets uitgevoerd.`,
  or: ' of ',
  ranInstead: (typed: string, name: string) => `U typte !${typed}; opgevat als !${name}.`,
  bsn: 'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  unknown: (word: string) => `!${word} ken ik niet. Typ !help.`,
  unknownOption: (option: string, command: string) =>
    `${option} ken ik niet bij ${command}. Er is niets uitgevoerd. Typ: `,
  directHint: 'Typ !help voor wat ik kan.',
  choiceInvalid: (count: number) => `Typ een nummer van 1 tot en met ${count}.`,
  choiceExpired:
    'Die vraag is beantwoord, gestopt of verlopen: dit bericht is niet gebruikt. Typ de opdracht opnieuw.',
  questionEnds: (until: string) => `Antwoorden kan tot ${until}. Typ stop om te stoppen.`,
  questionBefore:
    'Dat is een eerdere vraag: dit bericht is niet gebruikt. Antwoord op mijn laatste vraag aan u.',
  questionHint:
    'Dat is geen antwoord op mijn vraag. Typ wat daar gevraagd wordt, of stop om te stoppen.',
  stopped: 'Gestopt. Er is niets verstuurd of vastgelegd.',
  questionStopped: (name: string, at: string) =>
    `Gestopt door ${name} ${at} – niets verstuurd of vastgelegd`,
  questionExpired: (until: string) => `Verlopen om ${until} – niets verstuurd of vastgelegd`,
  questionDropped: (at: string) =>
    `Vervallen om ${at} door een nieuwe opdracht – niets verstuurd of vastgelegd`,
  introduction: (name: string) =>
    `Ik ben ${name}, de assistent van uw zorgteams. Typ !mijn voor uw ruimtes of !help voor wat ik kan.`,
  stranger: (name: string) =>
    `Ik ben ${name}, een assistent voor zorgverleners. Uw account staat niet als zorgverlener in het adresboek van deze organisatie, daarom toon ik hier niets. Typ !help of vraag uw organisatie om uw account te laten koppelen.`,
  unsure: (name: string) =>
    `Ik ben ${name}, een assistent voor zorgverleners. Het adresboek antwoordt nu niet; daarom weet ik nog niet wat ik u hier kan tonen. Typ !help, of later !mijn voor uw ruimtes.`,
  reading: 'Deze assistent leest mee in deze ruimte om op opdrachten met ! te antwoorden.',
  notice: (parts: string, commands: string) =>
    `Nieuw in het dossier: ${parts}.${commands === '' ? '' : ` Typ ${commands}.`}`,
  noticeKinds: {
    lab: 'labuitslag',
    probleem: 'probleem',
    verslag: 'verslag',
    afspraak: 'afspraak',
    zorgplan: 'zorgplan',
    medicatie: 'medicatie',
    allergie: 'allergie',
    meting: 'meting',
    taak: 'taak',
    waarschuwing: 'waarschuwing',
    overig: 'overig',
  },
  roomName: (words: string) => `Zorgteam ${words}`,
  roomTopic: 'Overleg van het zorgteam. Typ !help voor de assistent.',
  removedReason: 'Geen deel meer van dit zorgteam',
  leftOut: (lines: number) => `[… nog ${lines} regels niet getoond]`,
}
