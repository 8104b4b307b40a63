import type { nl } from '../nl.ts'

/** Words of `!overdracht`: the questions, the letter and what becomes of it. */
export const overdracht: (typeof nl)['overdracht'] = {
  summary: 'draft a handover from the record, complete it and send it',
  usage: 'overdracht [naar <organization or discipline>]',
  what: 'handover',
  undoTaken: (status) => `NOT undone: this handover is already ${status}. Contact the recipient.`,
  undoCall: 'The recipient may have read the handover already: call if needed.',
  title: 'Handover',
  toWhom: 'Handover: to whom?',
  toWhomHow: (count) => `Type a number from 1 to ${count}, or type the name of the organization.`,
  which: (asked) => `Handover (${asked}): to whom?`,
  number: (count) => (count === 1 ? 'Type 1 to go on.' : `Type a number from 1 to ${count}.`),
  more: (count) =>
    `There are ${count} more. Type the command again with the name of the organization.`,
  directoryIncomplete:
    'Note: the address book did not answer in full. There may be more recipients.',
  directoryDown: (why) =>
    `Not done: the address book could not be asked (${why}). Nothing was sent. Try again later.`,
  notComplete:
    'Not done: the address book did not answer in full and gave no recipient. Nothing was sent. Try again later.',
  targetUnknown: (typed) =>
    typed === ''
      ? 'This recipient is not in the address book (any more). Nothing was sent.'
      : `“${typed}” is no discipline or organization in the address book. Nothing was sent. Type the name only, for example !overdracht naar huisarts.`,
  beyond: (name, rest) =>
    `Not understood: “${rest}”. Nothing was sent. Type !overdracht naar ${name}: then you are asked why you hand over and what you ask of the recipient.`,
  askReason: (to) => `Handover to ${to}: what is the reason?`,
  askReasonHow:
    'Type in one message why you hand over and what is going on. Without a citizen service number.',
  askRequest: 'What do you ask of the recipient?',
  askRequestHow:
    'Type in one message what the recipient is to do or to know. Then you see the draft.',
  tooLong: (length, limit) =>
    `Not done: the text is too long (${length} characters, at most ${limit}). Type the command again with a shorter text.`,
  nothingRead: (why) =>
    `Not done: nothing could be read from the record (${why}). This says nothing about the client. Try again later.`,
  lettersTooLong:
    'Not done: warnings, directives and allergies do not fit in one message, and are not shortened. Hand over with the record.',
  draftTitle: (to) => `Draft handover to ${to} – NOT sent yet`,
  incomplete: 'INCOMPLETE',
  parts: {
    reason: 'Reason',
    background: 'Background',
    now: 'Now',
    added: 'Added by the professional',
    request: 'Asked of the recipient',
    origin: 'Origin',
  },
  kinds: {
    alerts: 'Warning',
    directives: 'Directive',
    allergies: 'Allergy',
    problems: 'Problem',
    vitals: 'Measurement',
    medication: 'Medication',
    tasks: 'Task',
    reports: 'Report',
  },
  headings: {
    alerts: 'Warnings',
    directives: 'Directives',
    allergies: 'Allergies',
    problems: 'Problems',
    vitals: 'Measurements',
    medication: 'Medication, changed within 14 days',
    tasks: 'Open tasks',
    reports: 'Reports of 3 days',
  },
  none: (heading, source) =>
    `${heading}: nothing found in ${source}. That does not mean that there is nothing.`,
  lost: (heading) => `${heading}: NOT (fully) retrieved, see below.`,
  left: (heading, count) =>
    count === 1
      ? `${heading}: 1 more line not included, see the record.`
      : `${heading}: ${count} more lines not included, see the record.`,
  removed: (count) =>
    count === 1
      ? '1 line was left out by the professional.'
      : `${count} lines were left out by the professional.`,
  hidden: 'left out because it holds a citizen service number, see the record',
  undated: (count) =>
    count === 1
      ? 'Reports: 1 without a date not included.'
      : `Reports: ${count} without a date not included.`,
  otherMedication:
    'Medication that was not changed is not listed here. Ask for a current medication overview.',
  made: (at, source) => `Retrieved ${at} from ${source}.`,
  others: (sources) => `Not taken over from other sources: ${sources}. Ask for those data there.`,
  editHow: (last) =>
    `Type 1 to go on as it is. Type weg 3 5 to leave lines out (1 to ${last}). Anything else you type is added to it.`,
  editEmpty: 'Type 1 to go on as it is. Anything else you type is added to it.',
  noSuchLine: (typed, last) =>
    `There is no line ${typed}: the draft has the lines 1 to ${last}. Nothing was changed.`,
  from: (name) => `From: ${name}`,
  to: (name) => `To: ${name}`,
  away: (why) => `Note: absent now according to the address book${why === '' ? '' : ` (${why})`}.`,
  call: 'If urgent, call as well: a recipient may not read this at once.',
  notFormal: 'This is not a formal nursing handover message (eOverdracht).',
  followed: 'What becomes of it will be told below.',
  done: (at, to) => `Handover sent ${at} to ${to}.`,
}
