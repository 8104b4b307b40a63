import type { nl } from '../nl.ts'

/** Words of `!afwezig`. */
export const afwezig: (typeof nl)['afwezig'] = {
  summary: 'put on record when you are away yourself, and who stands in',
  usage: 'afwezig <date> t/m <date> [waarnemer @name]',
  name: 'absence',
  misused: 'Type from when until when you are away, as below. Nothing was recorded.',
  examples: ['!afwezig 01-07 t/m 14-07', '!afwezig morgen waarnemer @name'],
  dateInvalid: (typed) => `“${typed}” is no date. Nothing was recorded.`,
  ambiguousEnd: 'Write t/m: then it is clear that the last day counts. Nothing was recorded.',
  endBeforeStart: 'The last day is before the first. Nothing was recorded.',
  past: 'This period has passed. Nothing was recorded.',
  tooLong: 'This period is longer than a year. Nothing was recorded. Check the dates.',
  strange: (typed) =>
    `“${typed}” does not belong here. Nothing was recorded. No reason is needed; type only the dates and the deputy.`,
  noRole:
    'Not done: the care team does not list you with a function for which absence can be recorded. Report this to your administrator.',
  deputyUnknown: (typed) =>
    `“${typed}” is not in this care team as a professional. Nothing was recorded.`,
  deputySeveral: (typed) => `“${typed}” can be more than one colleague. Whom do you mean?`,
  moreDeputies: (count) =>
    count === 1
      ? 'There is 1 more colleague: then type the whole name.'
      : `There are ${count} more colleagues: then type the whole name.`,
  whichHow: (count) => `Type a number from 1 to ${count}. Nothing was recorded yet.`,
  deputySelf: 'You cannot be your own deputy. Nothing was recorded.',
  deputyMissing: 'Say who stands in after the word waarnemer. Nothing was recorded.',
  who: (name) => `Who: ${name}`,
  period: (start, end) =>
    start === end ? `Away: ${start}` : `Away: ${start} until and including ${end}`,
  deputy: (name) => `Deputy: ${name}`,
  noDeputy: 'Deputy: nobody named',
  seen: 'This goes into the address book and is seen with all clients for whom you have this function.',
  description: (deputy) => `Waarnemer: ${deputy}`,
  plain: 'Afwezig',
  done: (start, end, at) =>
    start === end
      ? `Absence on ${start} recorded, ${at}.`
      : `Absence ${start} until and including ${end} recorded, ${at}.`,
  check: 'Check it with ',
  takenBack: (at) => `Absence taken out of the address book again, ${at}.`,
}
