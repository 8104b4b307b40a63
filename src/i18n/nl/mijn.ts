/** Words of `!mijn`. */
export const mijn = {
  summary: 'uw ruimtes, met links en uw open taken',
  usage: 'mijn [deel van de naam]',
  title: (count: number) => (count === 1 ? 'Uw ruimte' : `Uw ruimtes (${count})`),
  none: 'Geen ruimtes voor u gevonden.',
  noneNamed: (part: string) => `Geen ruimte van u met “${part}” in de naam gevonden.`,
  incomplete: 'Niet alle zorgteams konden worden nagekeken. Er kunnen ruimtes ontbreken.',
  tasks: (count: number) => (count === 1 ? '1 open taak voor u' : `${count} open taken voor u`),
  urgent: (count: number) => `${count} met spoed`,
  tasksUnknown: 'Uw open taken konden niet (alle) worden geteld.',
  more: (count: number) => `nog ${count} – typ een deel van de naam, bijvoorbeeld `,
}
