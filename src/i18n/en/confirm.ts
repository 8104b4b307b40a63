import type { nl } from '../nl.ts'

const doubt = 'Of an earlier try it is unknown whether it arrived: look in the record.'

const was = (sends: boolean) => `Nothing was ${sends ? 'sent' : 'recorded'}.`
const nothing = (sends: boolean) => `nothing ${sends ? 'sent' : 'recorded'}`

/** Sentences of a confirmation by code, in English; the words to type stay Dutch. */
export const confirm: (typeof nl)['confirm'] = {
  onlyRequester: (name) => `Only ${name} can confirm this.`,
  late: (until, sends) => `Too late: expired at ${until}. ${was(sends)}`,
  used: (at, sends) =>
    `This code was used already: confirmed at ${at}. Nothing was ${sends ? 'sent' : 'recorded'} again.`,
  usedUnfinished: (at) =>
    `This code was used already, at ${at}, and the command was not finished then: see the answer of that time. Nothing was sent or recorded now.`,
  alreadyCancelled: (at, sends) => `This code was used already: stopped at ${at}. ${was(sends)}`,
  unknownCode: 'Nothing waits for this code here. Nothing was sent or recorded.',
  cancelled: (sends) => `Stopped. ${was(sends)}`,
  lateInDoubt: (until) => `Too late: expired at ${until}. ${doubt}`,
  alreadyCancelledInDoubt: (at) => `This code was used already: stopped at ${at}. ${doubt}`,
  cancelledInDoubt: `Stopped: nothing more will be tried. ${doubt}`,
  unknown: 'It is unknown whether this command was carried out.',
  unknownHint: (code, until) =>
    `Look in the record, or type ja ${code} again until ${until}: it is then looked up, and nothing is made twice.`,
  unchecked: `It cannot be checked now. ${doubt}`,
  look: 'Look in the record.',
  nothingDone: 'Nothing was sent or recorded.',
  whichCode: 'More than one command waits for you. Type ja with the code that stands with it.',
  hint: (code, sends) =>
    `That is no confirmation. Type ja ${code} to ${sends ? 'send' : 'record'} or nee ${code} to stop.`,
  retryHint: (code) => `Type ja ${code} again to try once more.`,
  lineCancelled: (name, at, sends) => `Stopped by ${name} ${at} – ${nothing(sends)}`,
  lineExpired: (until, sends) => `Expired at ${until} – ${nothing(sends)}`,
  lineCancelledInDoubt: (name, at) =>
    `Stopped by ${name} ${at} – unknown whether it was carried out, look in the record`,
  lineExpiredInDoubt: (until) =>
    `Expired at ${until} – unknown whether it was carried out, look in the record`,
  lineInDoubt: 'Unknown whether it was carried out – see the answer',
  lineGivenUp: 'Not completed – see the answer',
  doneUnshown:
    'Carried out. The details are not shown here: it is not certain that everybody in this room, or invited to it, is a professional of this care team.',
  doneUntold: 'Carried out, but the answer could not be made. Look in the record.',
  failedUnshown:
    'Not confirmed. The reason is not shown here: it is not certain that everybody in this room, or invited to it, is a professional of this care team. Look in the record for what stands there.',
}
