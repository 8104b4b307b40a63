/** Words of `!meer` and `!ververs`. */
export const meer = {
  summary: 'de rest van uw laatste lijst',
  usage: 'meer',
  nothingMore: 'Uw laatste lijst is al volledig getoond. Er is niet meer.',
  noWords: (typed: string) => `“${typed}” hoort hier niet bij. Typ alleen `,
  end: '.',
  refreshSummary: 'uw laatste vraag opnieuw, met verse gegevens',
  refreshUsage: 'ververs',
}
