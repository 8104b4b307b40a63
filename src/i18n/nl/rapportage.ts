/** Words of `!rapportage`: what colleagues wrote. */
export const rapportage = {
  title: 'Rapportage',
  titleOf: (days: number) =>
    days === 1 ? 'Rapportage, laatste dag' : `Rapportage, laatste ${days} dagen`,
  summary: 'rapportages lezen, nieuwste eerst, woordelijk',
  usage: 'rapportage [lezen] [30d|alles]',
  badSpan: (typed: string, most: number) =>
    `“${typed}” is geen periode. Noem een aantal dagen van 1 tot en met ${most}, of alles, bijvoorbeeld `,
  badSpanEnd: '. Zelf rapporteren kan met !rapporteer.',
  nothing: (days: number, sources: string, stamp: string) =>
    `Geen rapportage gevonden van de laatste ${days === 1 ? 'dag' : `${days} dagen`} in ${sources} (peildatum ${stamp}). Voor alles, typ `,
  datedOnly: 'Rapportages zonder datum staan alleen in ',
  end: '.',
  consultation: (title: string) => `consult: ${title}`,
  consultationUntitled: 'consult',
  headings: { evaluation: 'Evaluatie: ', plan: 'Plan: ' },
  coded: (words: string) => ` (code: ${words})`,
  standing: (words: string) => ` (${words})`,
  noText: 'geen tekst in de bron – open het dossier',
  noTextBecause: (why: string) => `geen tekst in de bron (${why})`,
  noLines: 'geen evaluatie of plan als tekst – open het dossier',
  more: 'bevat meer dan hier staat – open het dossier',
  note: (words: string) => `opmerking: ${words}`,
  hidden: (errors: number, cancelled: number) => {
    const parts = [
      ...(errors === 0 ? [] : [`${errors} foutief ingevoerd`]),
      ...(cancelled === 0 ? [] : [`${cancelled} geannuleerd`]),
    ]
    return `Niet getoond: ${parts.join(', ')}.`
  },
}
