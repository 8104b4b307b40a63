import { layInstead, measures } from './lay-instead.ts'

/** Plain words (B1) of `!metingen` and `!wie`, for the client and relatives. */
export const lay = {
  measures,
  measured: (date: string) => `gemeten op ${date}`,
  written: (date: string) => `opgeschreven op ${date}`,
  between: (start: string, end: string) => `gemeten van ${start} tot en met ${end}`,
  noDate: 'wanneer dit is gemeten, staat er niet bij',
  by: (who: string) => `gemeten door ${who}`,
  bySelf: 'gemeten door de cliënt zelf',
  byRelative: 'gemeten door een naaste',
  byNobody: 'door wie dit is gemeten, staat er niet bij',
  note: 'er staat een opmerking bij: vraag ernaar',
  modified: 'let op: vraag na of dit klopt',
  withdrawn: 'let op: hoort bij een meting die is ingetrokken',
  future: 'let op: deze datum moet nog komen, vraag na of dit klopt',
  old: 'let op: dit is langer dan 90 dagen geleden gemeten',
  statuses: {
    registered: 'let op: dit staat nog niet vast',
    preliminary: 'let op: dit staat nog niet vast',
    amended: 'dit is later veranderd',
    corrected: 'dit is later verbeterd',
  },
  statusUnknown: 'let op: niet bekend of dit klopt',
  nobodyNamed: 'Iemand van wie de naam er niet bij staat',
  client: 'De cliënt',
  relation: 'naaste',
  function: 'wat deze persoon doet, staat er niet bij',
  organization: 'organisatie',
  responsible: (words: string) => `${words} (heeft de leiding over de behandeling)`,
  phones: (numbers: string) => `telefoon ${numbers}`,
  presence: {
    join: 'leest mee in deze ruimte',
    invite: 'is gevraagd voor deze ruimte',
    away: 'leest niet mee in deze ruimte',
    unknown: 'of deze persoon meeleest, is nu niet bekend',
  },
  absent: 'nu afwezig',
  /** In the place of the words for professionals that have the same names. */
  instead: layInstead,
}
