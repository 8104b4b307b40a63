import type { nl } from '../nl.ts'

/** Words of `!nodiguit`. */
export const nodiguit: (typeof nl)['nodiguit'] = {
  summary: 'add a colleague to this care team and invite them',
  usage: 'nodiguit <name|UZI number|@account:server> [als role]',
  what: 'invitation',
  who: 'Whom do you want to invite? Type the name, the UZI number or the account, for example ',
  example: '!nodiguit jansen als waarnemend huisarts',
  tooShort: (letters) => `Type at least ${letters} letters of the name. Nobody was invited.`,
  roleTooLong: (length, limit) =>
    `Not done: the role is too long (${length} characters, at most ${limit}). Nobody was invited.`,
  bsnLike:
    'Not done: this number may be a citizen service number. Give the name or the account of your colleague. If it is a citizen service number, delete your message.',
  directoryDown: (why) =>
    `Not done: the address book could not be asked (${why}). Nobody was invited. Try again later.`,
  incomplete: 'Note: the address book did not answer in full. There may be more people.',
  notComplete:
    'Not done: the address book did not answer in full and gave nobody. Nobody was invited. Try again later.',
  unknownName:
    'Nobody of this name was found in the address book. Nobody was invited. Type the name differently, or give the account.',
  unknownUzi: 'This number is not in the address book. Nobody was invited. Give the name.',
  unknownAccount:
    'This account belongs to nobody in the address book. Nobody was invited. Ask the organization of your colleague to have the account linked.',
  relative:
    'This is the client or a relative. In this version only professionals can be invited: this room holds answers that are not meant for them. Nobody was invited.',
  which: (query) => `“${query}”: whom do you mean?`,
  whichTeam: 'Add to which care team?',
  moreTeams: (count) =>
    `${count === 1 ? 'There is 1 more care team' : `There are ${count} more care teams`} of this client. If the right one is not here: close the care teams in the record that are over, or ask your administrator.`,
  number: (count) => (count === 1 ? 'Type 1 to go on.' : `Type a number from 1 to ${count}.`),
  more: (count) => `There are ${count} more. Give the first name or the account too.`,
  noAccount: (name) =>
    `Not done: ${name} has no account in the address book and so cannot be invited. Ask the organization to have the account linked.`,
  otherServer: (name) =>
    `Not done: ${name} has an account with an organization that may not take part in these rooms. Tell your administrator.`,
  noPower: 'Not done: you may not invite anybody in this room. Ask a colleague who may do more.',
  powerUnknown:
    'Not done: it cannot be told now whether you may invite here. Nobody was invited. Try again later.',
  noTeam: 'Not done: no active care team of this client was found. Nobody was invited.',
  already: {
    join: (name) => `${name} is a member of this care team already and is in this room.`,
    invite: (name) =>
      `${name} is a member of this care team already and is invited. The invitation is in the app of ${name}.`,
    away: (name) =>
      `${name} is a member of this care team already. A colleague can invite somebody who left again in the app.`,
    unknown: (name) => `${name} is a member of this care team already.`,
  },
  person: (words) => `Who: ${words}`,
  account: (userId) => `Account: ${userId}`,
  role: (role) => `As: ${role}`,
  team: (name) => `Care team: ${name}`,
  nameless: 'name unknown',
  sees: 'Whoever joins reads everything that appears in the room of this care team from the invitation on, and may look into the record of this client.',
  alsoHere: 'Your colleague is invited to this conversation too.',
  absent: (end) =>
    `Note: absent now according to the address book${end === undefined ? '' : ` until ${end}`}.`,
  done: (at, name) => `${name} was added to the care team on ${at}.`,
  soon: 'The invitation follows once the record has been read again, mostly within a minute.',
  undone: (name) => `${name} is off the care team again and will be removed from the rooms.`,
  colleague: 'Your colleague',
}
