import type { nl } from '../nl.ts'

const nothing = 'Nothing was changed.'

/** Words of `!corrigeer`, in English; what is typed stays Dutch. */
export const corrigeer: (typeof nl)['corrigeer'] = {
  summary: 'put a measurement or report of your own right',
  usage: 'corrigeer <no> [new value|fout]',
  what: 'correction',
  how: `Name the number of the line in your last list. Without a new value, or with the word fout, the line is marked as entered in error. ${nothing}`,
  noNumber: (word) =>
    `“${word}” is no number of a line. ${nothing} Type for example !corrigeer 2, or !corrigeer 2 72,4.`,
  otherSource: (source) =>
    `This line comes from another source (${source}). It can be corrected there only. ${nothing}`,
  otherType: `Only measurements and reports can be corrected here. ${nothing}`,
  notAuthor: `Only who recorded this can correct it. The record does not name you as its only performer. ${nothing}`,
  already: `This line is already marked as entered in error or cancelled. ${nothing}`,
  noVersion: `The record gives no version of this, so a correction may overwrite something of another person. ${nothing} Correct it in the record itself.`,
  noValue: `This line has no value that can be replaced here. Type the number only to mark it as entered in error. ${nothing}`,
  onlyValue: `Name the new value only. The time and the way of measuring are not changed here: mark the measurement as entered in error and record it again. ${nothing}`,
  orError:
    'Is the measurement itself wrong? Type !corrigeer with the number only to mark it as entered in error.',
  otherUnit: (unit) =>
    `This measurement is in the record in ${unit}. ${nothing} Name the new value with that unit.`,
  same: `The new value is the same as what is there. ${nothing}`,
  now: (words) => `Now: ${words}`,
  measured: (moment) => `Measured: ${moment}`,
  written: (moment) => `Written: ${moment}`,
  becomesError: 'Becomes: IN ERROR – no longer counts, but stays in the record',
  becomes: (words) => `Becomes: ${words}`,
  textBelow: 'Becomes:',
  changedSince:
    '⚠\u00A0Note: this was changed after you asked for the list. Above is what is there now.',
  unjudged:
    'What belonged to the old value, such as a judgement or a mean, goes with the correction.',
  report: (text) => `report “${text}”`,
  doneError: (at, what) => `Marked as entered in error ${at}: ${what}.`,
  doneValue: (at, what) => `Corrected ${at}: ${what}.`,
  undone: (at, what) => `Correction taken back ${at}. It says again: ${what}.`,
  partly: 'A part was changed and a part was not. Look in the record.',
}
