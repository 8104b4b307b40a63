/** Words of `!lab`. */
export const lab = {
  title: 'Laboratoriumuitslagen',
  titleOf: (name: string) => `Laboratoriumuitslagen: ${name}`,
  summary: 'laboratoriumuitslagen, opvallende eerst',
  usage: 'lab [bepaling] [alles]',
  /** What could not be asked, in the words of this command. */
  resources: { Observation: 'Uitslagen', DiagnosticReport: 'Verslagen van uitslagen' },
  sections: {
    outside: (count: number) => `Opvallend volgens de bron (${count})`,
    lost: (count: number) => `Niet opgehaald (${count})`,
    inside: (count: number) => `Overige uitslagen (${count})`,
    reports: (count: number) => `Verslagen (${count})`,
    history: (count: number) => `Van nieuw naar oud (${count})`,
  },
  noneNamed: (name: string, sources: string, stamp: string) =>
    `Geen uitslag gevonden met “${name}” in de naam, in ${sources} (peildatum ${stamp}). Dat betekent niet dat er geen is.`,
  nameless: 'Uitslag zonder naam',
  lostMember: (panel: string) =>
    `${panel}: een uitslag kon niet worden opgehaald – open het dossier`,
  lostMemberNameless: 'Een uitslag kon niet worden opgehaald – open het dossier',
  value: (name: string, value: string) => `${name}: ${value}`,
  reference: (range: string) => `referentie ${range}`,
  noReference: 'geen referentie in de bron',
  flag: (words: string) => `⚠\u00A0${words}`,
  calm: (words: string) => `beoordeling bron: ${words}`,
  sides: {
    above: '⚠\u00A0boven de referentie van de bron',
    below: '⚠\u00A0onder de referentie van de bron',
  },
  trend: (before: string, now: string, date: string) => `${before} → ${now} (vorige ${date})`,
  otherUnit: 'vorige niet vergeleken: andere eenheid',
  otherWay: 'vorige niet vergeleken: ander materiaal of andere methode',
  statuses: {
    registered: '⚠\u00A0voorlopig (geregistreerd)',
    preliminary: '⚠\u00A0voorlopig',
    partial: '⚠\u00A0nog niet volledig',
    amended: '⚠\u00A0later gewijzigd',
    corrected: '⚠\u00A0gecorrigeerd',
    appended: 'later aangevuld',
  },
  /** Of the panel or the report a result stands in. */
  unsettled: (words: string) => `panel of verslag: ${words}`,
  final: 'definitief',
  ofWithdrawn: '⚠\u00A0hoort bij een panel of verslag dat als foutief of geannuleerd is gemarkeerd',
  old: '⚠\u00A0ouder dan 14 maanden',
  order: {
    'same-moment': '⚠\u00A0zelfde tijdstip als een andere uitslag',
    'same-day': '⚠\u00A0zelfde datum als een andere uitslag, volgorde onbekend',
    imprecise: '⚠\u00A0datum niet precies, volgorde ten opzichte van een andere uitslag onbekend',
  },
  panel: (name: string) => `uit: ${name}`,
  specimen: (words: string) => `materiaal: ${words}`,
  specimenStatuses: {
    unavailable: '⚠\u00A0materiaal niet beschikbaar volgens de bron',
    unsatisfactory: '⚠\u00A0materiaal niet geschikt volgens de bron',
    'entered-in-error': '⚠\u00A0materiaal als foutief gemarkeerd',
  },
  specimenCondition: (words: string) => `⚠\u00A0toestand materiaal: ${words}`,
  method: (words: string) => `methode: ${words}`,
  report: (name: string) => `Verslag: ${name}`,
  namelessReport: 'Verslag zonder naam',
  conclusion: (words: string) => `conclusie: “${words}”`,
  noConclusion: 'geen tekst in de bron – open het dossier',
  attached: 'met bijlage in het dossier',
  lostResults: (count: number) =>
    count === 1
      ? '⚠\u00A01 uitslag van dit verslag kon niet worden opgehaald'
      : `⚠\u00A0${count} uitslagen van dit verslag konden niet worden opgehaald`,
}
