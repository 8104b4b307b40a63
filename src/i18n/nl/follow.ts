/** Words of what became of a request, told below the answer that said it was sent. */
export const follow = {
  names: { referral: 'Verwijzing', callback: 'Terugbelverzoek', task: 'Taak' },
  status: (name: string, status: string, at: string) => `${name} ${status}, ${at}`,
  mustNot: '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.',
  by: (who: string) => `Door: ${who}`,
  owner: (who: string) => `Nu voor: ${who}`,
  reason: (words: string) => `Reden: ${words}`,
  output: (words: string) => `Uitkomst: ${words}`,
  noOutput: 'Geen uitkomst in het dossier genoemd.',
  changed: (name: string, status: string, at: string) =>
    `${name} gewijzigd in het dossier, ${at}. Status nog steeds: ${status}.`,
  more: 'Alle taken: ',
  gone: (name: string) =>
    `${name}: staat niet meer in het dossier, of niet meer bij deze cliënt. Ga na wat ermee is gebeurd.`,
  notAccepted: (name: string, due: string) =>
    `Herinnering: ${name} is nog niet geaccepteerd, terwijl dat uiterlijk ${due} was gevraagd.`,
  notDone: (name: string, due: string, status: string) =>
    `Herinnering: ${name} is nog niet afgerond, terwijl dat uiterlijk ${due} was gevraagd. Status: ${status}.`,
  quiet: (name: string, days: number) =>
    `Herinnering: deze ${name} is na ${days} dagen nog door niemand geaccepteerd.`,
  unread: 'Het dossier antwoordt nu niet; de status kan intussen zijn gewijzigd.',
  contact: 'Neem zo nodig zelf contact op.',
  call: 'Herinnering',
  callFor: ' voor ',
  callEnd:
    ': op een verzoek van u is nog niet tijdig gereageerd. Open deze ruimte voor de details.',
  unshown:
    'Er is nieuws over een verzoek van dit zorgteam. De details worden hier niet getoond: het staat niet vast dat iedereen die in deze ruimte zit of is uitgenodigd zorgverlener van dit zorgteam is.',
}
