import type { nl } from '../nl.ts'

export const wie: (typeof nl)['wie'] = {
  title: 'Care network',
  titleAbsent: 'Absence',
  summary: 'who cares for this client, with telephone and absence',
  usage: 'wie [afwezig|alles]',
  misused: (word) => `I do not know “${word}” with !wie. Type one of these:`,
  noTeam: (sources, stamp) =>
    `No active care team found in ${sources} (as of ${stamp}). That does not mean that nobody is involved.`,
  noAbsence: (sources, stamp) =>
    `No absence found in ${sources} (as of ${stamp}). That does not mean that everybody is there.`,
  family: 'Family and client',
  inactive: 'Not active in the care team now, or not to be established',
  nameless: 'name unknown',
  client: 'Client',
  noFunction: 'function unknown',
  noRelation: 'relation unknown',
  responsible: 'lead practitioner',
  phones: (numbers) => `tel. ${numbers}`,
  noPhone: 'no telephone number',
  organization: 'organization',
  mail: (addresses) => `secure mail: ${addresses}`,
  presence: {
    join: '✓ in this room',
    invite: 'invited',
    away: 'not in this room',
    none: 'no chat account known',
    unknown: 'presence could not be checked',
  },
  absent: (who, when, why) =>
    `⚠\u00A0Absent: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
  willBeAbsent: (who, when, why) =>
    `Absent later: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
  absentUndated: (who, why) =>
    `⚠\u00A0Absence without a period: ${who}${why === undefined ? '' : `, ${why}`}`,
  who: (name, functions) => (functions === '' ? name : `${name} (${functions})`),
  until: (end) => `until ${end}`,
  since: (start) => `since ${start}, end unknown`,
  fromTo: (start, end) => `${start} to ${end}`,
  from: (start) => `from ${start}, end unknown`,
  absentFlag: '⚠\u00A0absent now',
}
