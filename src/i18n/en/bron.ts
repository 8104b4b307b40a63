import type { nl } from '../nl.ts'

/** Words of `!bron` in English. */
export const bron: (typeof nl)['bron'] = {
  title: (number, command) => `Where line ${number} of !${command} comes from`,
  summary: 'where a line of your last list comes from',
  usage: 'bron <number>',
  missing: 'Give the number that stands before the line, for instance ',
  noNumber: (typed) =>
    `“${typed}” is no line number. Give one number that stands before a line of your last list, for instance `,
  end: '.',
  ownRecord: 'the own record',
  gone: 'is not there any more: deleted since the list was shown, or no longer visible',
  wrong: '⚠\u00A0is marked as entered in error and does not hold',
  changed: (stamp) => `⚠\u00A0changed after the list was shown (${stamp}): type `,
  unchanged: (stamp) => `not changed since the list was shown (${stamp})`,
  asOf: (time) =>
    `as retrieved at ${time}; whether it has changed since was not asked there. To ask again, type `,
  changeUnknown: 'the source does not say whether it changed since the list was shown',
  status: (words) => `status at the source: ${words}`,
  reference: (ref) => `reference: ${ref}`,
  lastChanged: (date, version) =>
    version === undefined ? `last changed: ${date}` : `last changed: ${date}, version ${version}`,
  lastChangedUnknown: (version) =>
    version === undefined
      ? 'last changed: not stated'
      : `last changed: not stated, version ${version}`,
  by: (words) => `recorded by: ${words}`,
  byNobody: 'recorded by: not stated',
  source: (label) => `source: ${label}`,
  profile: (name) => `profile: ${name}`,
  noProfile: 'profile: not stated',
  notRead: (why) => `NOT retrieved: ${why}`,
  rest: (count) =>
    count === 1
      ? 'This line rests on 1 more entry, not shown.'
      : `This line rests on ${count} more entries, not shown.`,
}
