import type { nl } from '../nl.ts'

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`

/** Words of `!abonneer` and of the messages it brings. */
export const abonneer: (typeof nl)['abonneer'] = {
  summary: 'a message in your direct conversation when there is something new in the record',
  usage: 'abonneer [lab|medicatie|taken|alles|uit] [direct|dagelijks] [stil 22-07]',
  kinds: {
    lab: 'laboratory results',
    medicatie: 'medication',
    taak: 'tasks',
    alles: 'everything',
  },
  what: 'subscription',
  room: (room) => `Room: ${room}`,
  before: (words) => `Now: ${words}`,
  about: (kinds) => `Told about: ${kinds}`,
  ends: 'Becomes: nothing more',
  on: (room, kinds) => `You are told about ${room}: ${kinds}.`,
  direct: 'When: at once, at most one message a minute.',
  daily: (time) => `When: once a day, at ${time}.`,
  quiet: (from, to) =>
    `Quiet: from ${hour(from)} to ${hour(to)}. What comes then you hear after ${hour(to)}.`,
  noQuiet: 'Quiet: no quiet hours.',
  where:
    'In your direct conversation with me, without content: only of what kind it is and which command to type. Of what you do yourself you are not told.',
  stop: 'To stop, type ',
  off: (room) => `You are no longer told about ${room}.`,
  wasOff: (room) => `You were not told about ${room}.`,
  noneHere: (room) => `You are not told about ${room}. Choose what you want to know, for example:`,
  noneAnywhere: 'You are told about nothing. Type the command in the room of a client.',
  title: 'You are told about',
  line: (kinds, daily, quiet) =>
    `${kinds}, ${daily ? 'daily' : 'at once'}${quiet === undefined ? '' : `, quiet ${hour(quiet.from)}–${hour(quiet.to)}`}`,
  allOff: (count) =>
    count === 1
      ? 'You are no longer told about anything (1 room).'
      : `You are no longer told about anything (${count} rooms).`,
  inRoom:
    'Type this in the room of the client. Here you can see what you have, or stop it all with ',
  strange: (word) => `Not done: I do not understand “${word}” here. Type for example:`,
  strangeHours: (typed) => `Not done: “${typed}” are no whole hours. Type for example stil 22-07.`,
  noHours:
    'Not done: whole hours come after stil, for example stil 22-07. No more quiet hours? Type stil uit.',
  contrary: 'Not done: choose either direct or dagelijks.',
  both: 'Not done: choose either uit, or what you want to know.',
  notAllowed: (kinds) => `Not done: you have no rights to see this: ${kinds}.`,
  newsTitle: 'News from the record. Type the command in the room to see it.',
  news: (kind, fresh, changed) =>
    [
      ...(fresh === 0 ? [] : [`new: ${kind} (${fresh})`]),
      ...(changed === 0 ? [] : [`changed: ${kind} (${changed})`]),
    ].join(', '),
  here: 'this room',
}
