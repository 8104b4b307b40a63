import type { nl } from '../nl.ts'

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Words every command that writes shares, in English. */
export const writing: (typeof nl)['writing'] = {
  title: {
    send: (what) => `Confirm ${what} – NOT sent yet`,
    record: (what) => `Confirm ${what} – NOT recorded yet`,
  },
  start: (name) => `${name}, type `,
  yes: (code) => `yes ${code}`,
  between: { send: ' to send it or ', record: ' to record it or ' },
  no: (code) => `no ${code}`,
  end: (time) => ` to stop. Only you can confirm, until ${time}.`,
  undo: (until, code) => `Can be undone until ${until}: type undo ${code}.`,
  promptDone: (what, name, time) => `${sentence(what)} – confirmed by ${name} ${time}`,
  reference: (refs) => `Reference: ${refs}`,
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  months:
    'January February March April May June July August September October November December'.split(
      ' ',
    ),
  through: ' to ',
  yearFilledIn: (days) => `No year was named. What is meant is ${days}.`,
  otherYear: (days) =>
    `⚠\u00A0Note: no year was named, and this is not this year. What is meant is ${days}.`,
  requesterUnknown:
    'Not done: the care team names no role of yours from which this can be done. Nothing was recorded. Tell your administrator.',
  patientDown: (why) =>
    `Not done: the client's details could not be checked (${why}). Nothing was recorded. Try again later.`,
  readDown: (why) =>
    `Not done: the record could not be read (${why}). Nothing was recorded. Try again later.`,
  bsn: 'Not done: your message holds a citizen service number. The record knows already who it is about; type the command again without that number and delete your message.',
  tooLong: (length, limit) =>
    `Not done: the text is too long (${length} characters, at most ${limit}). Nothing was recorded. Type the command again with a shorter text.`,
  changed:
    'NOT recorded: what you confirm no longer belongs to this room or to your role. Type the command again.',
  stale:
    'NOT recorded: the record has changed meanwhile. Ask for the data again and type the command again.',
  refused:
    'NOT recorded: this does not follow the rules of the record. Trying again does not help: type the command again, or tell your administrator.',
  failed: (why) => `NOT recorded: ${why}.`,
  unknown: 'It is not known whether it was recorded: the record does not answer.',
  ambiguous:
    'Stopped: this is not in the record exactly once. Do not confirm again. Tell your administrator and check the record.',
  list: {
    none: 'You have not asked for a list here yet, or too long ago. Ask for the list first, then name the number before the line.',
    noLine: (count) =>
      count === 0
        ? 'No line of your last list has a number.'
        : `Your last list has the numbers 1 to ${count}.`,
    other: (command) => `Your last list is of another command. Type ${command} first.`,
    notLast:
      'You reply to another message than your last list, and a number counts for that list alone. Nothing was done. Ask for the list again, then name the number.',
    gone: 'This line is no longer in the record. Ask for the list again.',
  },
}
