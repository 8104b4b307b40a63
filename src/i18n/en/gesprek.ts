import type { nl } from '../nl.ts'

/** Words of `!gesprek`, `!gesprekken`, `!archiveer` and `!heropen`. */
export const gesprek: (typeof nl)['gesprek'] = {
  summary: 'start a conversation in a room of its own',
  usage: 'gesprek <subject, at most 50 characters> met <who, who>',
  what: 'conversation',
  noSubject: 'What is the conversation about? Type the command with its subject, for example ',
  example: '!gesprek wound care left leg met huisarts',
  tooLong: (length, limit) =>
    `Not done: the subject is too long (${length} characters, at most ${limit}). Type the command again with a shorter subject. What else you want to say can be said in the conversation itself.`,
  askWho: (subject) => `Conversation about “${subject}”: with whom?`,
  whole: (count) => `the whole care team (${count})`,
  askWhoHow: (count) => `Type a number from 1 to ${count}, or type names with commas between them.`,
  nobody:
    'Not done: the care team has no other professionals. Nothing was recorded. Type !wie for the care team.',
  unknownWho: (phrases, known) =>
    `Not done: not found in the care team: ${phrases}. Choose from: ${known}. Nothing was recorded.`,
  severalWho: (phrase) => `“${phrase}” can be more than one colleague. Whom do you mean?`,
  moreWho: (count) =>
    count === 1
      ? 'There is 1 more colleague: then type the whole name.'
      : `There are ${count} more colleagues: then type the whole name.`,
  severalHow: (count) => `Type a number from 1 to ${count}. Nothing was recorded yet.`,
  relative: (phrase) =>
    `Not done: “${phrase}” is the client or a relative. In this version a conversation is for professionals only. Nothing was recorded.`,
  undone: 'Conversation taken back. The room is closed: it can be read, not written in.',
  subject: (subject) => `Subject: ${subject}`,
  people: (names) => `Participants: ${names}`,
  you: (name) => `${name} (you)`,
  neutral:
    'The subject goes into the record and into the room itself, not into the name of the room.',
  unreachable: (names) =>
    `Note: no account known, so no invitation for: ${names}. Call or mail them yourself.`,
  done: (at, name) => `Conversation opened ${at}: ${name}.`,
  invited: 'You and the other participants are now invited to this room.',
  roomName: (number, client) => `Conversation ${number} · ${client}`,
  firstNotice: (subject) => `Conversation about: ${subject}`,
  firstNoticeUnknown: 'The subject of this conversation is not in the record (any more).',
  firstNoticeHow: (client) =>
    `About the client of ${client}. Commands work here as they do there: type !help. Close it with !archiveer.`,
  archivedNotice: (client) =>
    `This conversation is archived: it can be read, but no longer written in. Open it again with !heropen in ${client}.`,
  reopenedNotice: 'This conversation is open again: you can write here.',
  list: {
    summary: 'the conversations about this client, with links',
    usage: 'gesprekken [alles]',
    title: 'Conversations',
    none: (sources, stamp) =>
      `No conversations found in ${sources} (as of ${stamp}). To start one: `,
    noneOpen: 'No conversations are open.',
    sections: {
      running: (count) => `Open (${count})`,
      closed: (count) => `Closed (${count})`,
    },
    noSubject: 'subject not given',
    states: {
      open: 'open',
      archived: 'archived',
      'on-hold': 'on hold',
      draft: 'draft',
      revoked: 'revoked',
      unknown: 'status unknown',
    },
    stateDiffers: (room) => `⚠\u00A0the room is ${room}`,
    roomOpen: 'open',
    roomArchived: 'closed',
    inRoom: (names) => `in the room: ${names}`,
    nobodyIn: 'nobody in the room',
    others: (count) => (count === 1 ? '1 unknown person' : `${count} unknown people`),
    invitedMark: 'invited',
    presenceUnknown: 'participants cannot be checked',
    meantFor: (names) => `meant for: ${names}`,
    onlyRooms: 'Rooms whose conversation was not found in the record:',
    noRoom: 'no room here',
    making: 'room is being made',
    since: (date) => `since ${date}`,
    inError: (count) =>
      count === 1
        ? '1 conversation is marked as entered in error and not shown.'
        : `${count} conversations are marked as entered in error and not shown.`,
    strange: (word) => `I do not understand “${word}” here. Type one of:`,
  },
  archive: {
    summary: 'close a conversation: it can be read, not written in',
    usage: 'archiveer [number of the conversation]',
    what: 'archiving',
    which: 'Archive which conversation?',
    none: 'There is no open conversation about this client.',
    already: (name) => `${name} is archived already.`,
    effect: 'After that nobody can write in the room. It can still be read.',
    done: (at, name) => `Conversation archived ${at}: ${name}.`,
  },
  reopen: {
    summary: 'open an archived conversation again',
    usage: 'heropen [number of the conversation]',
    what: 'reopening',
    which: 'Open which conversation again?',
    none: 'There is no archived conversation about this client.',
    already: (name) => `${name} is open already.`,
    effect: 'After that the participants can write there again.',
    done: (at, name) => `Conversation opened again ${at}: ${name}.`,
  },
  room: (name) => `Room: ${name}`,
  whichHow: (count) => (count === 1 ? 'Type 1 to go on.' : `Type a number from 1 to ${count}.`),
  whichMore: (count) =>
    `${count === 1 ? 'There is 1 more conversation' : `There are ${count} more conversations`}. Type !gesprekken for all numbers, and then this command with the number behind it.`,
  noNumber: (typed) =>
    `There is no conversation “${typed}” about this client. Type !gesprekken for the list.`,
  onlyRoom: 'Not done: this conversation is not in the record (any more). Tell your administrator.',
}
