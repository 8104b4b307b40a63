/** Words of `!nieuw`: what changed since somebody looked. */
export const nieuw = {
  title: 'Nieuw in het dossier',
  titleOf: (days: number) =>
    days === 1
      ? 'Nieuw in het dossier, laatste dag'
      : `Nieuw in het dossier, laatste ${days} dagen`,
  summary: 'wat er is veranderd sinds u hier keek',
  usage: 'nieuw [7d]',
  since: (stamp: string) => `Sinds u hier keek op ${stamp}.`,
  sinceAt: (source: string, stamp: string) => `${source}: sinds u hier keek op ${stamp}.`,
  firstTime: (stamp: string) =>
    `U keek hier nog niet eerder: dit is wat veranderde in de laatste 7 dagen, sinds ${stamp}.`,
  firstTimeAt: (source: string, stamp: string) =>
    `${source}: nog niet eerder gezien, dus de laatste 7 dagen, sinds ${stamp}.`,
  nothing: (sources: string, stamp: string) =>
    `Niets nieuws gevonden in ${sources} (peildatum ${stamp}). Dat betekent niet dat er niets is veranderd.`,
  changes: { new: 'NIEUW', changed: 'GEWIJZIGD', either: 'NIEUW OF GEWIJZIGD' },
  lead: (change: string) => `${change}: `,
  sections: {
    alerts: (count: number) => `Waarschuwingen (${count})`,
    directives: (count: number) => `Behandelgrenzen en wilsverklaringen (${count})`,
    allergies: (count: number) => `Allergieën en intoleranties (${count})`,
    medication: (count: number) => `Medicatie (${count})`,
    results: (count: number) => `Uitslagen (${count})`,
    vitals: (count: number) => `Metingen (${count})`,
    problems: (count: number) => `Problemen (${count})`,
    tasks: (count: number) => `Taken en verwijzingen (${count})`,
    appointments: (count: number) => `Afspraken (${count})`,
    plans: (count: number) => `Zorgplan en doelen (${count})`,
    reports: (count: number) => `Rapportage (${count})`,
    other: (count: number) => `Overig (${count})`,
  },
  wrong: (count: number, kinds: string) =>
    count === 1
      ? `⚠\u00A01 gegeven is ingetrokken als foutief ingevoerd en geldt niet meer: ${kinds}. Vraag die lijst opnieuw op.`
      : `⚠\u00A0${count} gegevens zijn ingetrokken als foutief ingevoerd en gelden niet meer: ${kinds}. Vraag die lijsten opnieuw op.`,
  wrongKind: (kind: string, count: number) => (count === 1 ? kind : `${kind} (${count})`),
  unclear: (source: string, count: number) =>
    `⚠\u00A0${source} zegt van ${count === 1 ? '1 gegeven' : `${count} gegevens`} niet wanneer het veranderde: daarvan is niet nagekeken of het nieuw is.`,
  deleted: 'Wat bij de bron is verwijderd, is hier niet te zien.',
  again: (sources: string) =>
    `Van ${sources} is niet alles opgehaald: de volgende keer toont !nieuw daarvan alles van deze tijd opnieuw.`,
  badSpan: (typed: string, most: number) =>
    `“${typed}” is geen periode. Typ !nieuw alleen, of noem een aantal dagen van 1 tot en met ${most}, bijvoorbeeld `,
  badSpanEnd: '.',
}
