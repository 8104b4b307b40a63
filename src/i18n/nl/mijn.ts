/** Words of `!mijn`. */
export const mijn = {
  summary: 'uw ruimtes, met links',
  usage: 'mijn [deel van de naam]',
  title: (count: number) => (count === 1 ? 'Uw ruimte' : `Uw ruimtes (${count})`),
  none: 'Geen ruimtes voor u gevonden.',
  noneNamed: (part: string) => `Geen ruimte van u met “${part}” in de naam gevonden.`,
  incomplete: 'Niet alle zorgteams konden worden nagekeken. Er kunnen ruimtes ontbreken.',
  more: (count: number) => `nog ${count} – typ een deel van de naam, bijvoorbeeld `,
}
