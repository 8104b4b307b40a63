import type { nl } from '../nl.ts'

/** Words of urgent calls: the details for the room, the call without patient data, reminder, escalation, acknowledgement. */
export const ping: (typeof nl)['ping'] = {
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  title: {
    referral: (priority) => `New referral, ${priority}`,
    callback: (priority) => `New call-back request, ${priority}`,
    task: (priority) => `New task, ${priority}`,
  },
  what: (words) => `What: ${words}`,
  why: (words) => `Because: ${words}`,
  for: (name) => `For: ${name}`,
  from: (name, when) => `From: ${name}, ${when}`,
  due: (when) => `By: ${when}`,
  how: {
    start: 'Type ',
    ok: 'ok',
    middle: ' if you take this on. To accept it in the record, type ',
    command: '!taken',
  },
  call: {
    referral: 'Urgent: new referral',
    callback: 'Urgent: new call-back request',
    task: 'Urgent: new task',
  },
  callEnd: '. Open this room for the details.',
  between: ' for ',
  reminder: 'Urgent, reminder: no answer yet',
  reminderEnd: '. Type ok in this room if you take it on.',
  betweenReminder: ' from ',
  escalated: 'Urgent: no answer',
  escalatedFrom: (name) => ` from ${name}. Now for `,
  escalatedEnd: '. Open this room and type ok if you take it on.',
  nobody: 'Urgent: no answer',
  nobodyFrom: ' from ',
  nobodyEnd:
    ', and nobody who can be called next is in this room. Phone, or send the request to somebody else.',
  acknowledged: (name, at) => `Taken on by ${name}, ${at}. Nobody is called again.`,
  acknowledgedHow: 'Nothing has changed in the record yet: to accept or refuse, type ',
  forOther: (name) => `This call is for ${name}, who alone can take it on.`,
  several: 'More than one call is open for you. Reply ok to the one you take on.',
}
