import type { nl } from '../nl.ts'

const doubt = 'Of an earlier try it is unknown whether it succeeded: look in the record.'
const unseen =
  'it is not certain that everybody who is in this room or was invited to it is a professional of this care team.'

/** Sentences of taking back what was confirmed: `undo 4821`. */
export const undo: (typeof nl)['undo'] = {
  onlyRequester: (name) => `Only ${name} can take this back.`,
  late: (until) =>
    `Too late: this could be taken back until ${until}. Nothing was taken back. If need be, put it right in the record.`,
  lateInDoubt: (until) => `Too late: this could be taken back until ${until}. ${doubt}`,
  used: (at) => `This was taken back already, at ${at}. Nothing was changed again.`,
  unknownCode: 'There is nothing here with this code to take back. Nothing was changed.',
  notYet: (code) =>
    `This was not confirmed yet, so there is nothing to take back. Type no ${code} to stop.`,
  nothing: 'Nothing was carried out with this code, so there is nothing to take back.',
  inDoubt:
    'It is unknown whether this was carried out. Nothing was taken back: look in the record what is there.',
  cannot:
    'This cannot be taken back with a code. Nothing was changed. If need be, put it right in the record.',
  which: (codes) =>
    `Name the code too: type ${codes.map((code) => `undo ${code}`).join(' or ')}. Nothing was changed.`,
  unknown: 'It is unknown whether this was taken back.',
  look: 'Look in the record.',
  again: (code, until) => `Look in the record, or type undo ${code} again until ${until}.`,
  retry: (code, until) => `Type undo ${code} again until ${until} to try once more.`,
  line: (name, at) => `TAKEN BACK by ${name} ${at} – see below`,
  doneUnshown: `Taken back. The details are not shown here: ${unseen}`,
  failedUnshown: `Not taken back. The reason is not shown here: ${unseen} Look in the record what is there.`,
  partlyUnshown: `Not all of it is taken back yet. The details are not shown here: ${unseen} Look in the record what is there.`,
  doneUntold: 'Taken back, but the answer could not be made. Look in the record.',
  done: (what, at) => `${what} taken back ${at}. It stays in the record as withdrawn.`,
  stale:
    'NOT taken back: this was changed in the record after you confirmed it. If need be, put it right in the record yourself.',
  changed:
    'NOT taken back: this no longer belongs to this room or to your role. If need be, put it right in the record.',
  refused:
    'NOT taken back: this does not meet the rules of the record. If need be, put it right in the record yourself.',
  noFormer:
    'NOT taken back: the record does not give the version before. Put it right in the record yourself if need be.',
  gone: 'NOT taken back: this is no longer in the record.',
  failed: (why) => `NOT taken back: ${why}.`,
  partly: 'Not everything was taken back yet.',
}
