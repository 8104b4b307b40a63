import type { nl } from '../nl.ts'

const doubt = 'Of an earlier try it is unknown whether it arrived: look in the record.'

/** Sentences of a confirmation by code, in English; the words to type stay Dutch. */
export const confirm: (typeof nl)['confirm'] = {
  onlyRequester: (name) => `Only ${name} can confirm this.`,
  late: (until) => `Too late: expired at ${until}. Nothing was sent.`,
  used: (at) => `This code was used already: confirmed at ${at}. Nothing was sent again.`,
  usedUnfinished: (at) =>
    `This code was used already, at ${at}, and the command was not finished then: see the answer of that time. Nothing was sent now.`,
  alreadyCancelled: (at) => `This code was used already: stopped at ${at}. Nothing was sent.`,
  unknownCode: 'Nothing waits for this code here. Nothing was sent.',
  cancelled: 'Stopped. Nothing was sent.',
  lateInDoubt: (until) => `Too late: expired at ${until}. ${doubt}`,
  alreadyCancelledInDoubt: (at) => `This code was used already: stopped at ${at}. ${doubt}`,
  cancelledInDoubt: `Stopped: nothing more will be tried. ${doubt}`,
  unknown: 'It is unknown whether this command was carried out.',
  unknownHint: (code, until) =>
    `Look in the record, or type ja ${code} again until ${until}: it is then looked up, and nothing is made twice.`,
  unchecked: `It cannot be checked now. ${doubt}`,
  look: 'Look in the record.',
  whichCode: 'More than one command waits for you. Type ja with the code that stands with it.',
  hint: (code) => `That is no confirmation. Type ja ${code} to send or nee ${code} to stop.`,
  retryHint: (code) => `Type ja ${code} again to try once more.`,
  lineCancelled: (name, at) => `Stopped by ${name} ${at} – nothing sent`,
  lineExpired: (until) => `Expired at ${until} – nothing sent`,
  lineCancelledInDoubt: (name, at) =>
    `Stopped by ${name} ${at} – unknown whether it was sent, look in the record`,
  lineExpiredInDoubt: (until) =>
    `Expired at ${until} – unknown whether it was sent, look in the record`,
  lineInDoubt: 'Unknown whether it was sent – see the answer',
  lineGivenUp: 'Not completed – see the answer',
  doneUnshown:
    'Carried out. The details are not shown here: it is not certain that everybody in this room, or invited to it, is a professional of this care team.',
  doneUntold: 'Carried out, but the answer could not be made. Look in the record.',
  failedUnshown:
    'Not confirmed. The reason is not shown here: it is not certain that everybody in this room, or invited to it, is a professional of this care team. Look in the record for what stands there.',
}
