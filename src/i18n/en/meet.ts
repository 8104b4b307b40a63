import type { nl } from '../nl.ts'

const nothing = 'Nothing was recorded.'

/** Words of `!meet` and its short forms, in English. */
export const meet: (typeof nl)['meet'] = {
  summary: 'record a measurement: blood pressure, weight, temperature …',
  usage: 'meet <kind> <value> [at 07:30]',
  what: 'measurement',
  how: 'Type the kind and the value, for example:',
  unknownKind: (word) =>
    `I do not know “${word}” as a kind of measurement. ${nothing} Type for example:`,
  noValue: (kind, example) => `${kind}: which value? ${nothing} Type for example !${example}.`,
  twoValues: (kind) =>
    `${kind}: there is more than one value. ${nothing} Record one measurement at a time.`,
  onePressure: (example) =>
    `Blood pressure: give the upper and the lower pressure. ${nothing} Type for example !${example}.`,
  lines: `Type the whole measurement on one line. ${nothing}`,
  ambiguous: (word) =>
    `“${word}” can be read in two ways: with a decimal mark or with a mark between thousands. ${nothing} Type the number without a mark, or with one or two digits after it.`,
  noNumber: (word) => `“${word}” is no number that I can read. ${nothing}`,
  notWhole: (kind, word) => `${kind}: “${word}” must be a whole number. ${nothing}`,
  unit: (kind, word, units) =>
    `${kind}: the unit “${word}” cannot be. Use ${units}, or leave the unit out. ${nothing}`,
  word: (word) =>
    `I do not understand “${word}” with this measurement. ${nothing} Type the measurement again without that word.`,
  twice: (word) =>
    `“${word}” says something that was there already. ${nothing} Type the measurement again.`,
  impossible: (value, low, high) =>
    `${value} cannot be: a value lies between ${low} and ${high}. ${nothing} Check the decimal mark and the kind of measurement.`,
  reversed: (value) =>
    `Blood pressure ${value} cannot be: the upper pressure is not higher than the lower one. ${nothing} Type the upper pressure first.`,
  future: (moment) =>
    `${moment} lies in the future. ${nothing} If it was earlier, name the day: for example yesterday at 23:50.`,
  noDay: (word) =>
    `“${word}” is no date. ${nothing} Type for example 11-01-2026, day first, or yesterday.`,
  noTime: (moment) =>
    `${moment} does not exist or happens twice, because the clock was changed. ${nothing} Name another time.`,
  value: (kind, value) => `${kind}: ${value}`,
  painScale: 'on a scale of 0 to 10',
  at: (moment) => `Measured: ${moment}`,
  by: (name) => `By: ${name}`,
  manner: (words) => `How: ${words}`,
  arms: { left: 'left arm', right: 'right arm' },
  positions: { sitting: 'sitting', standing: 'standing', lying: 'lying' },
  sites: { ear: 'ear', mouth: 'mouth', armpit: 'armpit', forehead: 'forehead', rectum: 'rectal' },
  previous: (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  noPrevious: 'Previous: no earlier measurement found.',
  previousUnknown: 'Previous: could not be asked for completely now.',
  unusual: '⚠\u00A0Note: unusual value. Measure again if need be, and confirm only if it is right.',
  bigStep:
    '⚠\u00A0Note: a large difference from the previous measurement. Confirm only if the value is right.',
  longAgo: (days) => `⚠\u00A0Note: this was measured ${days} days ago.`,
  oxygenUnknown:
    'The use of O₂ is not mentioned. Type “with O2” or “without O2” after the value to record it.',
  nobodyLooks: 'Nobody is told of this through this conversation.',
  worried:
    'Are you worried or do you feel unwell? Phone your care provider, and 112 when life is in danger.',
  done: (at, what) => `Measurement recorded ${at}: ${what}.`,
}
