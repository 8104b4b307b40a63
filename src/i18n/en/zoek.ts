import type { nl } from '../nl.ts'

/** Words of `!zoek`. */
export const zoek: (typeof nl)['zoek'] = {
  summary: 'find a colleague, an organization or a room of yours',
  usage: 'zoek <name> [discipline] [place]',
  tooShort: (letters) => `Type at least ${letters} letters of the name, for example `,
  example: '!zoek jansen huisarts utrecht',
  stranger:
    'Your account is not listed as a professional in the address book, so you cannot search here. Ask your organization to have your account linked.',
  tooOften: (most, minutes) =>
    `You searched ${most} times in the past hour. You can search again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  down: (why) =>
    `The address book could not be asked (${why}). This does not mean that somebody is not in it. Try again later.`,
  incomplete: 'INCOMPLETE',
  incompleteWhy: 'The address book did not answer in full. Somebody may be missing.',
  none: 'Nobody found in the address book. Type the name differently, or only the family name.',
  title: (count) =>
    count === 1 ? 'Found in the address book' : `Found in the address book (${count})`,
  rooms: (count) => (count === 1 ? 'Your room' : `Your rooms (${count})`),
  more: 'More was found. Give the discipline or the place too.',
  nameless: 'name unknown',
  noFunction: 'function unknown',
  reachable: 'can be reached through this chat',
  unreachable: 'not through this chat',
  organization: 'organization',
  absent: (end, text) =>
    `⚠\u00A0absent now${end === undefined ? '' : ` until ${end}`}${text === undefined ? '' : ` (${text})`}`,
}
