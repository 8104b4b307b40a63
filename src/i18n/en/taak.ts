import type { nl } from '../nl.ts'

/** Words of `!taak` and `!contactverzoek`. */
export const taak: (typeof nl)['taak'] = {
  summary: 'ask a colleague of this care team something, or update a task',
  usage:
    'taak <who> <what> [voor <date>] [spoed]  or  taak <number> accepteer|start|klaar|weiger|intrekken',
  names: { task: 'task', callback: 'call-back request', change: 'change of a task' },
  whom: { task: 'Who is this task for?', callback: 'Who should call back?' },
  whomSeveral: (typed) => `“${typed}” can be more than one colleague. Whom do you mean?`,
  chooseNumber: (count) =>
    count === 1
      ? 'Type 1, or name somebody with '
      : `Type a number from 1 to ${count}, or name somebody with `,
  chooseExample: { task: '!taak @name what is to be done', callback: '!contactverzoek @name' },
  moreColleagues: (count) =>
    count === 1 ? 'There is 1 more colleague.' : `There are ${count} more colleagues.`,
  whoever: (function_) => `whoever is there (${function_})`,
  nobodyInTeam: 'This care team names nobody whom you can ask something. Nothing was sent.',
  unknownPerson: (typed) =>
    `“${typed}” is not in this care team as a professional. Nothing was sent.`,
  unknownFunction: (word) => `Nobody in this care team is listed as ${word}. Nothing was sent.`,
  see: { who: 'Who is in it is shown by ', refer: '. To ask somebody else, type ' },
  what: (to) => `Task for ${to}`,
  whatHow: 'Now type in one message what is to be done. Without a citizen service number.',
  teamDown: (why) =>
    `Not done: the care team could not be consulted (${why}). Nothing was sent. Try again later.`,
  date: {
    invalid: (typed) =>
      `“${typed}” is no date. Nothing was sent. Type for example voor 03-04-2026 or voor morgen 16:00.`,
    past: (typed) => `“${typed}” has passed. Nothing was sent. Type a date that is still to come.`,
    far: (typed) => `“${typed}” is more than two years ahead. Nothing was sent. Check the date.`,
    weekday: (typed) =>
      `Today is ${typed}, so “${typed}” can be today or in a week. Nothing was sent. Type vandaag or a date.`,
  },
  priorityUnknown: (typed) =>
    `I do not know “${typed}” as a priority. Nothing was sent. Type spoed, asap, stat or routine.`,
  from: (name) => `From: ${name}`,
  to: (name) => `For: ${name}`,
  toFunction: (word) => `For: whoever is there with the function ${word}, nobody in particular`,
  text: 'What: ',
  textBelow: 'What:',
  due: (when) => `By: ${when}`,
  noDue: 'By: not given',
  priority: (words) => `Priority: ${words}`,
  routine: 'ordinary',
  hurry: (word) =>
    `Note: your text says “${word}”, but this is not sent as urgent. If need be type no with the code, and the command again with --spoed.`,
  callback: 'Call back',
  pinged: (name, minutes) =>
    `${name} is called here without client data, after ${minutes} without an answer once more, and then somebody else is called.`,
  notPinged:
    'Nobody is called: the recipient has no account that is known. Telephone if it is urgent.',
  call: 'Telephone too if it is urgent: a recipient may not read this at once.',
  away: (name, why) =>
    `Note: according to the address book ${name} is away now${why === '' ? '' : ` (${why})`}.`,
  awayTitle: (name, why) =>
    `According to the address book ${name} is away now${why === '' ? '' : ` (${why})`}. Who is it for?`,
  deputy: (name) => `${name}, deputy`,
  anyway: (name) => `${name} all the same`,
  done: {
    task: (at, to) => `Task sent ${at}: ${to}.`,
    callback: (at, to) => `Call-back request sent ${at}: ${to}.`,
  },
  willFollow: 'What becomes of it will be told as a reply to this message.',
  presence: {
    invited: (name) => `${name} has been invited to this room.`,
    failed: (name) =>
      `${name} is not in this room and could not be invited. Get in touch yourself.`,
    noAccount: (name) =>
      `No account of ${name} is known: this conversation is not seen there. Get in touch yourself.`,
    outside: (name) => `Is nobody of ${name} in this room yet? Bring somebody in with `,
  },
  steps: {
    accept: 'accept',
    start: 'start',
    complete: 'complete',
    reject: 'refuse',
    fail: 'report as failed',
    cancel: 'withdraw',
  },
  stepWords: {
    accept: 'accept',
    start: 'start',
    complete: 'done',
    reject: 'refuse',
    fail: 'failed',
    cancel: 'cancel',
  },
  change: {
    what: (words) => `Task: ${words}`,
    for: (words) => `Is ${words}`,
    status: (before, after) => `Status: ${before}, becomes ${after}`,
    reason: 'Reason: ',
    result: 'Result: ',
    claims: (name) => `Will be done by: ${name}`,
    late: (when) => `Note: this should have been done by ${when}.`,
    moreNews: 'Note: this task holds information that I do not know. Open the record.',
    done: (status, at) => `Task ${status}, ${at}.`,
    which: (what) => `Task: ${what}. What do you want to do?`,
    whichStep: (count) =>
      count === 1
        ? 'Type 1, or a command such as '
        : `Type a number from 1 to ${count}, or a command such as `,
    nothing: (status) =>
      `There is nothing more you can do with this task: ${status}. Nothing was changed.`,
    askReason: { reject: 'Why do you refuse?', fail: 'Why did it fail?' },
    askReasonHow: 'Type the reason in one message. Without a citizen service number.',
    notOwner: (who) =>
      `This task is ${who}. Only who is to do it can do this. Nothing was changed.`,
    notRequester: (who) =>
      `This task was asked by ${who}. Only who asked can do this. Nothing was changed.`,
    notNow: (step, status) =>
      `You cannot ${step} a task with the status “${status}”. Nothing was changed.`,
    tooMany: (step) => `No further text goes with ${step}. Nothing was changed.`,
    unknownStep: (typed) =>
      `“${typed}” cannot be done with a task. Nothing was changed. Type accept, start, done, refuse, failed or cancel.`,
    otherSource: (source) =>
      `This task is in ${source}; I cannot change anything there. Get in touch with who asked it.`,
    down: (why) =>
      `Not done: the task could not be consulted (${why}). Nothing was changed. Try again later.`,
    undone: (at, status) => `Step taken back ${at}. The task is again: ${status}.`,
    undoneNote: 'A colleague may have read the step already: talk to each other if need be.',
  },
}
