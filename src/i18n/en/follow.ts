import type { nl } from '../nl.ts'

/** Words of what became of a request, told below the answer that said it was sent. */
export const follow: (typeof nl)['follow'] = {
  names: { referral: 'Referral', callback: 'Call-back request', task: 'Task' },
  status: (name, status, at) => `${name} ${status}, ${at}`,
  mustNot: '⚠\u00A0Note: the record says that this must NOT be done.',
  by: (who) => `By: ${who}`,
  owner: (who) => `Now for: ${who}`,
  reason: (words) => `Reason: ${words}`,
  output: (words) => `Outcome: ${words}`,
  noOutput: 'No outcome is named in the record.',
  changed: (name, status, at) => `${name} changed in the record, ${at}. Status still: ${status}.`,
  more: 'All tasks: ',
  gone: (name) =>
    `${name}: is not in the record any more, or no longer with this client. Check what became of it.`,
  notAccepted: (name, due) =>
    `Reminder: ${name} has not been accepted yet, although that was asked by ${due}.`,
  notDone: (name, due, status) =>
    `Reminder: ${name} has not been completed yet, although that was asked by ${due}. Status: ${status}.`,
  quiet: (name, days) => `Reminder: after ${days} days nobody has accepted this ${name} yet.`,
  unread: 'The record does not answer now; the status may have changed meanwhile.',
  contact: 'Get in touch yourself if need be.',
  call: 'Reminder',
  callFor: ' for ',
  callEnd: ': a request of yours has not been answered in time. Open this room for the details.',
  unshown:
    'There is news about a request of this care team. The details are not shown here: it is not certain that everybody who is in this room or invited to it is a professional of this care team.',
}
