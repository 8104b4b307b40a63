/** Words of a chart and its caption. */
export const grafiek = {
  title: (kind: string, unit: string) => (unit === '' ? kind : `${kind} (${unit})`),
  systolic: 'boven',
  diastolic: 'onder',
  /** Beside one half of a blood pressure whose other half is not there. */
  halves: {
    systolic: (value: string) => `${value} (alleen bovendruk, onderdruk ontbreekt)`,
    diastolic: (value: string) => `${value} (alleen onderdruk, bovendruk ontbreekt)`,
  },
  low: (value: string) => `ondergrens ${value}`,
  high: (value: string) => `bovengrens ${value}`,
  fetched: (stamp: string) => `opgehaald ${stamp}`,
  caption: (title: string, values: string, sources: string) =>
    `Grafiek ${title}: ${values}. Bron: ${sources}.`,
  at: (value: string, day: string) => `${value} op ${day}`,
  left: (count: number) =>
    count === 1
      ? '1 meting staat niet in de grafiek: geen vast getal, andere eenheid of geen tijdstip.'
      : `${count} metingen staan niet in de grafiek: geen vast getal, andere eenheid of geen tijdstip.`,
  kind: 'Noem één soort meting voor een grafiek, bijvoorbeeld ',
  none: 'Er is geen meting die in een grafiek kan.',
  failed: 'De grafiek kon niet worden getekend. De metingen staan hierboven.',
}
