const nothing = 'Er is niets gewijzigd.'

/** Words of `!corrigeer`. */
export const corrigeer = {
  summary: 'een eigen meting of rapportage rechtzetten',
  usage: 'corrigeer <nr> [nieuwe waarde|fout]',
  what: 'correctie',
  how: `Noem het nummer van de regel in uw laatste lijst. Zonder nieuwe waarde, of met het woord fout, wordt de regel als foutief gemarkeerd. ${nothing}`,
  noNumber: (word: string) =>
    `“${word}” is geen nummer van een regel. ${nothing} Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.`,
  otherSource: (source: string) =>
    `Deze regel komt uit een andere bron (${source}). Alleen daar kan hij worden gecorrigeerd. ${nothing}`,
  otherType: `Alleen metingen en rapportages kunnen hier worden gecorrigeerd. ${nothing}`,
  notAuthor: `Alleen wie dit heeft vastgelegd kan het corrigeren. Het dossier noemt u niet als enige uitvoerder. ${nothing}`,
  already: `Deze regel is al als foutief of geannuleerd gemarkeerd. ${nothing}`,
  noVersion: `Het dossier geeft hiervan geen versie, dus een correctie kan iets van een ander overschrijven. ${nothing} Corrigeer in het dossier zelf.`,
  noValue: `Deze regel heeft geen waarde die hier kan worden vervangen. Typ alleen het nummer om hem als foutief te markeren. ${nothing}`,
  onlyValue: `Noem alleen de nieuwe waarde. Tijd en manier van meten worden hier niet gewijzigd: markeer de meting als foutief en leg haar opnieuw vast. ${nothing}`,
  orError:
    'Is de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.',
  otherUnit: (unit: string) =>
    `Deze meting staat in het dossier in ${unit}. ${nothing} Noem de nieuwe waarde met die eenheid erbij.`,
  same: `De nieuwe waarde is gelijk aan wat er staat. ${nothing}`,
  now: (words: string) => `Nu: ${words}`,
  measured: (moment: string) => `Gemeten: ${moment}`,
  written: (moment: string) => `Geschreven: ${moment}`,
  becomesError: 'Wordt: FOUTIEF – telt niet meer mee, blijft wel in het dossier staan',
  becomes: (words: string) => `Wordt: ${words}`,
  textBelow: 'Wordt:',
  changedSince:
    '⚠\u00A0Let op: dit is gewijzigd nadat u de lijst opvroeg. Hierboven staat wat er nu staat.',
  unjudged:
    'Wat bij de oude waarde hoorde, zoals een beoordeling of een gemiddelde, vervalt met de correctie.',
  report: (text: string) => `rapportage “${text}”`,
  doneError: (at: string, what: string) => `Als foutief gemarkeerd ${at}: ${what}.`,
  doneValue: (at: string, what: string) => `Gecorrigeerd ${at}: ${what}.`,
  undone: (at: string, what: string) => `Correctie teruggedraaid ${at}. Er staat weer: ${what}.`,
  partly: 'Een deel is gewijzigd en een deel niet. Kijk in het dossier.',
}
