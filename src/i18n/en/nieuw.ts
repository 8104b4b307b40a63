import type { nl } from '../nl.ts'

/** Words of `!nieuw` in English. */
export const nieuw: (typeof nl)['nieuw'] = {
  title: 'New in the record',
  titleOf: (days) =>
    days === 1 ? 'New in the record, last day' : `New in the record, last ${days} days`,
  summary: 'what changed since you looked here',
  usage: 'nieuw [7d]',
  since: (stamp) => `Since you looked here on ${stamp}.`,
  sinceAt: (source, stamp) => `${source}: since you looked here on ${stamp}.`,
  firstTime: (stamp) =>
    `You have not looked here before: this is what changed in the last 7 days, since ${stamp}.`,
  firstTimeAt: (source, stamp) => `${source}: not seen before, so the last 7 days, since ${stamp}.`,
  nothing: (sources, stamp) =>
    `Nothing new found in ${sources} (as of ${stamp}). That does not mean that nothing changed.`,
  changes: { new: 'NEW', changed: 'CHANGED', either: 'NEW OR CHANGED' },
  lead: (change) => `${change}: `,
  sections: {
    alerts: (count) => `Alerts (${count})`,
    directives: (count) => `Treatment limits and living wills (${count})`,
    allergies: (count) => `Allergies and intolerances (${count})`,
    medication: (count) => `Medication (${count})`,
    results: (count) => `Results (${count})`,
    vitals: (count) => `Measurements (${count})`,
    problems: (count) => `Problems (${count})`,
    tasks: (count) => `Tasks and referrals (${count})`,
    appointments: (count) => `Appointments (${count})`,
    plans: (count) => `Care plan and goals (${count})`,
    reports: (count) => `Reports (${count})`,
    other: (count) => `Other (${count})`,
  },
  wrong: (count, kinds) =>
    count === 1
      ? `⚠\u00A01 entry was withdrawn as entered in error and no longer holds: ${kinds}. Ask for that list again.`
      : `⚠\u00A0${count} entries were withdrawn as entered in error and no longer hold: ${kinds}. Ask for those lists again.`,
  wrongKind: (kind, count) => (count === 1 ? kind : `${kind} (${count})`),
  unclear: (source, count) =>
    `⚠\u00A0${source} does not tell of ${count === 1 ? '1 entry' : `${count} entries`} when it changed: whether that is new was not checked.`,
  deleted: 'What was deleted at the source cannot be seen here.',
  again: (sources) =>
    `Not everything was retrieved from ${sources}: next time !nieuw shows all of this time from there again.`,
  badSpan: (typed, most) =>
    `“${typed}” is no period. Type !nieuw alone, or give a number of days from 1 to ${most}, for instance `,
  badSpanEnd: '.',
}
