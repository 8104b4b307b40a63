const doubt = 'Van een eerdere poging is onbekend of die is gelukt: kijk in het dossier.'
const unseen =
  'het staat niet vast dat iedereen die in deze ruimte zit of is uitgenodigd zorgverlener van dit zorgteam is.'

/** Sentences of taking back what was confirmed: `ongedaan 4821`. */
export const undo = {
  onlyRequester: (name: string) => `Alleen ${name} kan dit terugdraaien.`,
  late: (until: string) =>
    `Te laat: terugdraaien kon tot ${until}. Er is niets teruggedraaid. Zet het zo nodig recht in het dossier.`,
  lateInDoubt: (until: string) => `Te laat: terugdraaien kon tot ${until}. ${doubt}`,
  used: (at: string) => `Dit is al teruggedraaid, om ${at}. Er is niets opnieuw gewijzigd.`,
  unknownCode: 'Er is hier niets met deze code om terug te draaien. Er is niets gewijzigd.',
  notYet: (code: string) =>
    `Dit is nog niet bevestigd, dus er is niets om terug te draaien. Typ nee ${code} om te stoppen.`,
  nothing: 'Met deze code is niets uitgevoerd, dus er is niets om terug te draaien.',
  inDoubt:
    'Onbekend of dit is uitgevoerd. Er is niets teruggedraaid: kijk in het dossier wat er staat.',
  cannot:
    'Dit kan niet met een code worden teruggedraaid. Er is niets gewijzigd. Zet het zo nodig recht in het dossier.',
  which: (codes: readonly string[]) =>
    `Noem de code erbij: typ ${codes.map((code) => `ongedaan ${code}`).join(' of ')}. Er is niets gewijzigd.`,
  unknown: 'Onbekend of dit is teruggedraaid.',
  look: 'Kijk in het dossier.',
  again: (code: string, until: string) =>
    `Kijk in het dossier, of typ tot ${until} opnieuw ongedaan ${code}.`,
  retry: (code: string, until: string) =>
    `Typ tot ${until} opnieuw ongedaan ${code} om nog eens te proberen.`,
  line: (name: string, at: string) => `TERUGGEDRAAID door ${name} ${at} – zie hieronder`,
  doneUnshown: `Teruggedraaid. De details worden hier niet getoond: ${unseen}`,
  failedUnshown: `Niet teruggedraaid. De reden wordt hier niet getoond: ${unseen} Kijk in het dossier wat er staat.`,
  partlyUnshown: `Nog niet alles is teruggedraaid. De details worden hier niet getoond: ${unseen} Kijk in het dossier wat er staat.`,
  doneUntold: 'Teruggedraaid, maar het antwoord kon niet worden gemaakt. Kijk in het dossier.',
  done: (what: string, at: string) =>
    `${what} teruggedraaid ${at}. Het blijft in het dossier staan als ingetrokken.`,
  stale:
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  changed:
    'NIET teruggedraaid: dit hoort niet meer bij deze ruimte of bij uw rol. Zet het zo nodig recht in het dossier.',
  refused:
    'NIET teruggedraaid: dit voldoet niet aan de regels van het dossier. Zet het zo nodig zelf recht in het dossier.',
  noFormer:
    'NIET teruggedraaid: het dossier geeft de vorige versie niet terug. Zet het zo nodig zelf recht in het dossier.',
  gone: 'NIET teruggedraaid: dit staat niet meer in het dossier.',
  failed: (why: string) => `NIET teruggedraaid: ${why}.`,
  partly: 'Nog niet alles is teruggedraaid.',
}
