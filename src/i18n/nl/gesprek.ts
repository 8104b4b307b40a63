/** Words of `!gesprek`, `!gesprekken`, `!archiveer` and `!heropen`. */
export const gesprek = {
  summary: 'een gesprek beginnen in een eigen ruimte',
  usage: 'gesprek <onderwerp, ten hoogste 50 tekens> met <wie, wie>',
  what: 'gesprek',
  noSubject: 'Waarover gaat het gesprek? Typ de opdracht met het onderwerp, bijvoorbeeld ',
  example: '!gesprek wondzorg linkerbeen met huisarts',
  tooLong: (length: number, limit: number) =>
    `Niet uitgevoerd: het onderwerp is te lang (${length} tekens, ten hoogste ${limit}). Typ de opdracht opnieuw met een korter onderwerp. Wat u verder wilt zeggen, kan in het gesprek zelf.`,
  askWho: (subject: string) => `Gesprek over “${subject}”: met wie?`,
  whole: (count: number) => `het hele zorgteam (${count})`,
  askWhoHow: (count: number) =>
    `Typ een nummer van 1 tot en met ${count}, of typ namen met komma's ertussen.`,
  nobody:
    'Niet uitgevoerd: het zorgteam heeft verder geen zorgverleners. Er is niets vastgelegd. Typ !wie voor het zorgteam.',
  unknownWho: (phrases: string, known: string) =>
    `Niet uitgevoerd: niet gevonden in het zorgteam: ${phrases}. Kies uit: ${known}. Er is niets vastgelegd.`,
  severalWho: (phrase: string) => `“${phrase}” kan meer dan één collega zijn. Wie bedoelt u?`,
  moreWho: (count: number) =>
    count === 1
      ? 'Er is nog 1 collega: typ dan de hele naam.'
      : `Er zijn nog ${count} collega’s: typ dan de hele naam.`,
  severalHow: (count: number) =>
    `Typ een nummer van 1 tot en met ${count}. Er is nog niets vastgelegd.`,
  relative: (phrase: string) =>
    `Niet uitgevoerd: “${phrase}” is de cliënt of een naaste. Een gesprek is in deze versie alleen voor zorgverleners. Er is niets vastgelegd.`,
  undone: 'Gesprek ingetrokken. De ruimte wordt gesloten: lezen kan, schrijven niet.',
  subject: (subject: string) => `Onderwerp: ${subject}`,
  people: (names: string) => `Deelnemers: ${names}`,
  you: (name: string) => `${name} (u)`,
  neutral: 'Het onderwerp komt in het dossier en in de ruimte zelf, niet in de naam van de ruimte.',
  unreachable: (names: string) =>
    `Let op: geen account bekend, dus geen uitnodiging voor: ${names}. Bel of mail zelf.`,
  done: (at: string, name: string) => `Gesprek geopend ${at}: ${name}.`,
  invited: 'U en de andere deelnemers krijgen nu een uitnodiging voor deze ruimte.',
  roomName: (number: number, client: string) => `Gesprek ${number} · ${client}`,
  firstNotice: (subject: string) => `Gesprek over: ${subject}`,
  firstNoticeUnknown: 'Het onderwerp van dit gesprek staat niet (meer) in het dossier.',
  firstNoticeHow: (client: string) =>
    `Over de cliënt van ${client}. Opdrachten werken hier als daar: typ !help. Afsluiten kan met !archiveer.`,
  archivedNotice: (client: string) =>
    `Dit gesprek is gearchiveerd: lezen kan, schrijven niet meer. Heropenen kan met !heropen in ${client}.`,
  reopenedNotice: 'Dit gesprek is heropend: u kunt hier weer schrijven.',
  list: {
    summary: 'de gesprekken over deze cliënt, met links',
    usage: 'gesprekken [alles]',
    title: 'Gesprekken',
    none: (sources: string, stamp: string) =>
      `Geen gesprekken gevonden in ${sources} (peildatum ${stamp}). Een gesprek beginnen: `,
    noneOpen: 'Geen lopende gesprekken.',
    sections: {
      running: (count: number) => `Lopend (${count})`,
      closed: (count: number) => `Afgesloten (${count})`,
    },
    noSubject: 'onderwerp niet vermeld',
    states: {
      open: 'lopend',
      archived: 'gearchiveerd',
      'on-hold': 'onderbroken',
      draft: 'concept',
      revoked: 'ingetrokken',
      unknown: 'status onbekend',
    },
    stateDiffers: (room: string) => `⚠\u00A0de ruimte is ${room}`,
    roomOpen: 'open',
    roomArchived: 'gesloten',
    inRoom: (names: string) => `in de ruimte: ${names}`,
    nobodyIn: 'niemand in de ruimte',
    others: (count: number) => (count === 1 ? '1 onbekende' : `${count} onbekenden`),
    invitedMark: 'uitgenodigd',
    presenceUnknown: 'deelnemers niet na te gaan',
    meantFor: (names: string) => `bedoeld voor: ${names}`,
    onlyRooms: 'Ruimtes waarvan het gesprek niet in het dossier gevonden is:',
    noRoom: 'geen ruimte hier',
    making: 'ruimte wordt gemaakt',
    since: (date: string) => `sinds ${date}`,
    inError: (count: number) =>
      count === 1
        ? '1 gesprek is als foutief gemarkeerd en niet getoond.'
        : `${count} gesprekken zijn als foutief gemarkeerd en niet getoond.`,
    strange: (word: string) => `Ik begrijp “${word}” hier niet. Typ een van:`,
  },
  archive: {
    summary: 'een gesprek afsluiten: lezen kan, schrijven niet meer',
    usage: 'archiveer [nummer van het gesprek]',
    what: 'archivering',
    which: 'Welk gesprek archiveren?',
    none: 'Er is geen lopend gesprek over deze cliënt.',
    already: (name: string) => `${name} is al gearchiveerd.`,
    effect: 'Daarna kan niemand in de ruimte schrijven. Lezen blijft kunnen.',
    done: (at: string, name: string) => `Gesprek gearchiveerd ${at}: ${name}.`,
  },
  reopen: {
    summary: 'een gearchiveerd gesprek weer openen',
    usage: 'heropen [nummer van het gesprek]',
    what: 'heropening',
    which: 'Welk gesprek heropenen?',
    none: 'Er is geen gearchiveerd gesprek over deze cliënt.',
    already: (name: string) => `${name} is al open.`,
    effect: 'Daarna kunnen de deelnemers er weer schrijven.',
    done: (at: string, name: string) => `Gesprek heropend ${at}: ${name}.`,
  },
  room: (name: string) => `Ruimte: ${name}`,
  whichHow: (count: number) =>
    count === 1 ? 'Typ 1 om door te gaan.' : `Typ een nummer van 1 tot en met ${count}.`,
  whichMore: (count: number) =>
    `${count === 1 ? 'Er is nog 1 gesprek' : `Er zijn nog ${count} gesprekken`}. Typ !gesprekken voor alle nummers, en daarna deze opdracht met het nummer erachter.`,
  noNumber: (typed: string) =>
    `Er is over deze cliënt geen gesprek met nummer “${typed}”. Typ !gesprekken voor de lijst.`,
  onlyRoom:
    'Niet uitgevoerd: dit gesprek staat niet (meer) in het dossier. Meld dit aan uw beheerder.',
}
