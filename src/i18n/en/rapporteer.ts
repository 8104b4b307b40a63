import type { nl } from '../nl.ts'

const nothing = 'Nothing was recorded.'

/** Words of `!rapporteer`, in English; what is typed stays Dutch. */
export const rapporteer: (typeof nl)['rapporteer'] = {
  summary: 'record a report, or a message as a report',
  usage: 'rapporteer <text>',
  what: 'report',
  ask: 'Report',
  askHow:
    'Now type the report in one message, without a citizen service number. Or reply with !rapporteer to a message to record that.',
  unreadable: `The message you reply to has no text that I can read. ${nothing} Type !rapporteer with the text after it.`,
  ofBot: `This is a message of mine, no observation of a person. ${nothing} Type !rapporteer with the text after it.`,
  empty: `There is no text in it. ${nothing} Type !rapporteer with the text after it.`,
  bsnInMessage: `The message you reply to holds a citizen service number. ${nothing} Type !rapporteer with the text without that number.`,
  by: (name) => `By: ${name}`,
  at: (moment) => `Time: ${moment}`,
  written: (name, moment) => `Message of ${name}, written ${moment}`,
  takenOver: (name, moment) =>
    `Taken from the care team's conversation: written by ${name} on ${moment}.`,
  text: 'Text: ',
  textBelow: 'Text:',
  replyLeft: 'The message you replied to is not taken over: only the text that you typed.',
  teamUnknown: 'The care team could not be asked for: the writer is named by the account.',
  done: (at) => `Report recorded ${at}.`,
}
