/** Sentences of a confirmation by code: `ja 4821`, `nee 4821`. */
export const confirm = {
  onlyRequester: (name: string) => `Alleen ${name} kan dit bevestigen.`,
  late: (until: string) => `Te laat: verlopen om ${until}. Er is niets verstuurd.`,
  used: (at: string) =>
    `Deze code is al gebruikt: bevestigd om ${at}. Er is niets opnieuw verstuurd.`,
  alreadyCancelled: (at: string) =>
    `Deze code is al gebruikt: gestopt om ${at}. Er is niets verstuurd.`,
  busy: 'Deze opdracht wordt al uitgevoerd. Het antwoord komt nog.',
  unknownCode: 'Er wacht hier niets op deze code. Er is niets verstuurd.',
  cancelled: 'Gestopt. Er is niets verstuurd.',
  whichCode: 'Er wacht meer dan één opdracht op u. Typ ja met de code die erbij staat.',
  hint: (code: string) =>
    `Dat is geen bevestiging. Typ ja ${code} om te versturen of nee ${code} om te stoppen.`,
  retryHint: (code: string) => `Typ opnieuw ja ${code} om nog eens te proberen.`,
  lineCancelled: (name: string, at: string) => `Gestopt door ${name} ${at} – niets verstuurd`,
  lineExpired: (until: string) => `Verlopen om ${until} – niets verstuurd`,
  lineGivenUp: 'Niet afgerond – zie het antwoord',
  doneUnshown:
    'Uitgevoerd. De details worden hier niet getoond: in deze ruimte zit iemand, of is iemand uitgenodigd, die geen zorgverlener van dit zorgteam is.',
  failedUnshown:
    'Niet bevestigd. De reden wordt hier niet getoond: in deze ruimte zit iemand, of is iemand uitgenodigd, die geen zorgverlener van dit zorgteam is. Kijk in het dossier wat er staat.',
}
