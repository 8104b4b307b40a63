const doubt = 'Van een eerdere poging is onbekend of die is aangekomen: kijk in het dossier.'

/** What did not happen: to whom it goes it was not sent, else it was not recorded. */
const nothing = (sends: boolean) => `niets ${sends ? 'verstuurd' : 'vastgelegd'}`

/** Sentences of a confirmation by code: `ja 4821`, `nee 4821`. */
export const confirm = {
  onlyRequester: (name: string) => `Alleen ${name} kan dit bevestigen.`,
  late: (until: string, sends: boolean) =>
    `Te laat: verlopen om ${until}. Er is ${nothing(sends)}.`,
  used: (at: string, sends: boolean) =>
    `Deze code is al gebruikt: bevestigd om ${at}. Er is niets opnieuw ${sends ? 'verstuurd' : 'vastgelegd'}.`,
  usedUnfinished: (at: string) =>
    `Deze code is al gebruikt, om ${at}, en de opdracht is toen niet afgerond: zie het antwoord van toen. Er is nu niets verstuurd of vastgelegd.`,
  alreadyCancelled: (at: string, sends: boolean) =>
    `Deze code is al gebruikt: gestopt om ${at}. Er is ${nothing(sends)}.`,
  unknownCode: 'Er wacht hier niets op deze code. Er is niets verstuurd of vastgelegd.',
  cancelled: (sends: boolean) => `Gestopt. Er is ${nothing(sends)}.`,
  lateInDoubt: (until: string) => `Te laat: verlopen om ${until}. ${doubt}`,
  alreadyCancelledInDoubt: (at: string) => `Deze code is al gebruikt: gestopt om ${at}. ${doubt}`,
  cancelledInDoubt: `Gestopt: er wordt niets meer geprobeerd. ${doubt}`,
  unknown: 'Onbekend of deze opdracht is uitgevoerd.',
  unknownHint: (code: string, until: string) =>
    `Kijk in het dossier, of typ tot ${until} opnieuw ja ${code}: dan wordt het nagegaan, en niets dubbel aangemaakt.`,
  unchecked: `Nu niet na te gaan. ${doubt}`,
  look: 'Kijk in het dossier.',
  nothingDone: 'Er is niets verstuurd of vastgelegd.',
  whichCode: 'Er wacht meer dan één opdracht op u. Typ ja met de code die erbij staat.',
  hint: (code: string, sends: boolean) =>
    `Dat is geen bevestiging. Typ ja ${code} om ${sends ? 'te versturen' : 'vast te leggen'} of nee ${code} om te stoppen.`,
  retryHint: (code: string) => `Typ opnieuw ja ${code} om nog eens te proberen.`,
  lineCancelled: (name: string, at: string, sends: boolean) =>
    `Gestopt door ${name} ${at} – ${nothing(sends)}`,
  lineExpired: (until: string, sends: boolean) => `Verlopen om ${until} – ${nothing(sends)}`,
  lineCancelledInDoubt: (name: string, at: string) =>
    `Gestopt door ${name} ${at} – onbekend of het is uitgevoerd, kijk in het dossier`,
  lineExpiredInDoubt: (until: string) =>
    `Verlopen om ${until} – onbekend of het is uitgevoerd, kijk in het dossier`,
  lineInDoubt: 'Onbekend of het is uitgevoerd – zie het antwoord',
  lineGivenUp: 'Niet afgerond – zie het antwoord',
  doneUnshown:
    'Uitgevoerd. De details worden hier niet getoond: het staat niet vast dat iedereen die in deze ruimte zit of is uitgenodigd zorgverlener van dit zorgteam is.',
  doneUntold: 'Uitgevoerd, maar het antwoord kon niet worden gemaakt. Kijk in het dossier.',
  failedUnshown:
    'Niet bevestigd. De reden wordt hier niet getoond: het staat niet vast dat iedereen die in deze ruimte zit of is uitgenodigd zorgverlener van dit zorgteam is. Kijk in het dossier wat er staat.',
}
