/** Words of `!taal`. */
export const taal = {
  summary: 'taal van mijn directe berichten aan u',
  usage: 'taal nl|en',
  saved: 'Voortaan schrijf ik u hier in het Nederlands. In de ruimtes verandert er niets.',
  current: 'Ik schrijf u hier in het Nederlands. Kies met ',
  or: ' of ',
  unknown: (word: string) => `Die taal ken ik niet: ${word}. Kies met `,
}
