import type { nl } from '../nl.ts'

/** Sentences of a confirmation by code, in English; the words to type stay Dutch. */
export const confirm: (typeof nl)['confirm'] = {
  onlyRequester: (name) => `Only ${name} can confirm this.`,
  late: (until) => `Too late: expired at ${until}. Nothing was sent.`,
  used: (at) => `This code was used already: confirmed at ${at}. Nothing was sent again.`,
  alreadyCancelled: (at) => `This code was used already: stopped at ${at}. Nothing was sent.`,
  busy: 'This command is being carried out. The answer is still to come.',
  unknownCode: 'Nothing waits for this code here. Nothing was sent.',
  cancelled: 'Stopped. Nothing was sent.',
  whichCode: 'More than one command waits for you. Type ja with the code that stands with it.',
  hint: (code) => `That is no confirmation. Type ja ${code} to send or nee ${code} to stop.`,
  retryHint: (code) => `Type ja ${code} again to try once more.`,
  lineCancelled: (name, at) => `Stopped by ${name} ${at} – nothing sent`,
  lineExpired: (until) => `Expired at ${until} – nothing sent`,
  lineGivenUp: 'Not completed – see the answer',
  doneUnshown:
    'Carried out. The details are not shown here: somebody in this room, or invited to it, is not a professional of this care team.',
  failedUnshown:
    'Not confirmed. The reason is not shown here: somebody in this room, or invited to it, is not a professional of this care team. Look in the record for what stands there.',
}
