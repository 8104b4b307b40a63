/** Words of `!wie`: who cares for this patient, how to reach them, who is away. */
export const wie = {
  title: 'Zorgnetwerk',
  titleAbsent: 'Afwezigheid',
  summary: 'wie bij deze cliënt betrokken is, met telefoon en afwezigheid',
  usage: 'wie [afwezig|alles]',
  misused: (word: string) => `“${word}” ken ik niet bij !wie. Typ een van deze:`,
  noTeam: (sources: string, stamp: string) =>
    `Geen actief zorgteam gevonden in ${sources} (peildatum ${stamp}). Dat betekent niet dat er niemand betrokken is.`,
  noAbsence: (sources: string, stamp: string) =>
    `Geen afwezigheid gevonden in ${sources} (peildatum ${stamp}). Dat betekent niet dat iedereen er is.`,
  family: 'Naasten en cliënt',
  inactive: 'Nu niet actief in het zorgteam, of niet vast te stellen',
  nameless: 'naam onbekend',
  client: 'Cliënt',
  noFunction: 'functie onbekend',
  noRelation: 'relatie onbekend',
  responsible: 'hoofdbehandelaar',
  phones: (numbers: string) => `tel. ${numbers}`,
  noPhone: 'geen telefoonnummer',
  organization: 'organisatie',
  mail: (addresses: string) => `beveiligde mail: ${addresses}`,
  presence: {
    join: '✓ in deze ruimte',
    invite: 'uitgenodigd',
    away: 'niet in deze ruimte',
    none: 'geen chataccount bekend',
    unknown: 'aanwezigheid niet na te gaan',
  },
  absent: (who: string, when: string, why: string | undefined) =>
    `⚠\u00A0Afwezig: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
  willBeAbsent: (who: string, when: string, why: string | undefined) =>
    `Later afwezig: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
  absentUndated: (who: string, why: string | undefined) =>
    `⚠\u00A0Afwezigheid zonder periode: ${who}${why === undefined ? '' : `, ${why}`}`,
  who: (name: string, functions: string) => (functions === '' ? name : `${name} (${functions})`),
  until: (end: string) => `t/m ${end}`,
  since: (start: string) => `sinds ${start}, einde onbekend`,
  fromTo: (start: string, end: string) => `${start} t/m ${end}`,
  from: (start: string) => `vanaf ${start}, einde onbekend`,
  absentFlag: '⚠\u00A0nu afwezig',
}
