import type { nl } from '../nl.ts'

export const bot: (typeof nl)['bot'] = {
  notLinked: 'This room is not linked to a client. Only !help works here.',
  notInDirect: (word) => `!${word} only works in the room of a client. Type !mijn for your rooms.`,
  notAlone:
    'Somebody else is in this conversation, so I show nothing here. Start one with only me.',
  onlyDirect: (word) => `!${word} only works in a direct message with me.`,
  noRights: 'You have no rights for this command.',
  audience:
    'This answer is only for professionals of this care team. Somebody in this room, or invited to it, is not known to be one. Nothing was shown.',
  accessUnknown: (source) =>
    `Not carried out: ${source} does not answer, so it cannot be checked whether you may see this. This says nothing about the client. Try again later.`,
  stale: (minutes) =>
    `Not carried out: your message reached me ${minutes} minutes late. Type the command again. If that one is late too, the clock of your server is behind: tell your administrator.`,
  ahead: (minutes) =>
    `Not carried out: the clock of your server is ${minutes} minutes ahead. Type the command again once that is mended.`,
  failed: (reference) =>
    `Not carried out: something went wrong. Nothing was established about the client. Try again; otherwise give reference ${reference} to your administrator.`,
  messageTooLong:
    'Not done: your message is too long to read. Nothing was sent or recorded. Type the command again with a shorter text.',
  suggest: (names) => `Did you mean ${names}? Nothing was carried out.`,
  or: ' or ',
  ranInstead: (typed, name) => `You typed !${typed}; understood as !${name}.`,
  bsn: 'Not done: your message holds a citizen service number. Type the command again without that number and remove your message.',
  unknown: (word) => `I do not know !${word}. Type !help.`,
  unknownOption: (option, command) =>
    `I do not know ${option} with ${command}. Nothing was done. Type: `,
  directHint: 'Type !help for what I can do.',
  choiceInvalid: (count) => `Type a number from 1 to ${count}.`,
  choiceExpired:
    'That question was answered, stopped or has expired: this message was not used. Type the command again.',
  questionEnds: (until) => `You can answer until ${until}. Type stop to stop.`,
  questionBefore:
    'That is an earlier question: this message was not used. Answer my last question to you.',
  questionHint: 'That does not answer my question. Type what it asks for, or stop to stop.',
  stopped: 'Stopped. Nothing was sent or recorded.',
  questionStopped: (name, at) => `Stopped by ${name} ${at} – nothing was sent or recorded`,
  questionExpired: (until) => `Expired at ${until} – nothing was sent or recorded`,
  questionDropped: (at) => `Ended at ${at} by a new command – nothing was sent or recorded`,
  introduction: (name) =>
    `I am ${name}, the assistant of your care teams. Type !mijn for your rooms or !help for what I can do.`,
  stranger: (name) =>
    `I am ${name}, an assistant for care professionals. Your account is not listed as a professional in this organization's address book, so I show nothing here. Type !help or ask your organization to link your account.`,
  unsure: (name) =>
    `I am ${name}, an assistant for care professionals. The address book does not answer now, so I do not know yet what I can show you here. Type !help, or later !mijn for your rooms.`,
  reading: 'This assistant reads along in this room to answer commands that begin with !.',
  notice: (parts, commands) =>
    `New in the record: ${parts}.${commands === '' ? '' : ` Type ${commands}.`}`,
  noticeKinds: {
    lab: 'laboratory result',
    probleem: 'problem',
    verslag: 'report',
    afspraak: 'appointment',
    zorgplan: 'care plan',
    medicatie: 'medication',
    allergie: 'allergy',
    meting: 'measurement',
    taak: 'task',
    waarschuwing: 'alert',
    overig: 'other',
  },
  roomName: (words) => `Care team ${words}`,
  roomTopic: 'Consultation of the care team. Type !help for the assistant.',
  removedReason: 'No longer part of this care team',
  leftOut: (lines) => `[… ${lines} more lines not shown]`,
}
