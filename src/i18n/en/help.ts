import type { nl } from '../nl.ts'

export const help: (typeof nl)['help'] = {
  summary: 'what you can type here',
  usage: 'help [command]',
  title: 'What you can type here',
  nothing: 'Here you can only type !help.',
  shared:
    'The client or a relative reads along. What is only for professionals I send to you directly.',
  unsafe:
    'Somebody in this room, or invited to it, may not read along. With --privé behind it, as in ',
  unsafeEnd: ', I send you the answer directly.',
  more: 'About one command: ',
  groups: {
    read: 'Also read: ',
    write: 'Also record or ask: ',
    talk: 'Conversations: ',
    settings: 'Settings: ',
  },
  about: (name, summary) => `!${name}: ${summary}`,
  example: (summary) => ` – ${summary}, for example `,
  type: 'Type: ',
  examples: 'Examples: ',
  also: (aliases) => `Also: ${aliases}`,
  notHere: 'You cannot use this command here now.',
  onlyRoom: "This command only works in a client's room.",
  onlyDirect: 'This command only works in a direct conversation with me.',
  unknown: (word) => `I do not know !${word}.`,
  nearest: 'Did you mean ',
  or: ' or ',
}
