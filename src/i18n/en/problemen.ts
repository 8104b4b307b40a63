import type { nl } from '../nl.ts'

/** Words of `!problemen`, in English. */
export const problemen: (typeof nl)['problemen'] = {
  title: 'Problems and diagnoses',
  summary: 'problems and diagnoses, with what was ruled out',
  usage: 'problemen [actief|alles]',
  sections: {
    active: (count) => `Active (${count})`,
    perhaps: (count) => `Active or status unknown (${count})`,
    inactive: (count) => `No longer active (${count})`,
    excluded: (count) => `Ruled out (${count})`,
    episodes: (count) => `Episodes whose problem was not found (${count})`,
  },
  noneFound: (sources, stamp) =>
    `No active problem found in ${sources} (as of ${stamp}). That does not mean there is none.`,
  nameless: 'problem without a name',
  namelessBecause: (why) => `problem without a name (${why})`,
  further: (name, words) => `${name} (${words})`,
  excluded: (name) => `Ruled out: ${name}`,
  severity: (words) => `severity: ${words}`,
  clinical: {
    active: 'active',
    recurrence: 'active again',
    relapse: 'active again',
    contradictory:
      '⚠\u00A0contradictory: the source says both that it is active and that it is over',
    inactive: 'no longer active',
    remission: 'in remission',
    resolved: 'resolved according to the source',
  },
  certainty: {
    confirmed: 'confirmed',
    provisional: 'provisional',
    differential: 'one of the possibilities',
    unconfirmed: 'unconfirmed',
    suspected: 'suspected',
    possible: 'possible',
  },
  certaintyUnknown: 'certainty not stated',
  certaintyOther: (words) => `certainty: ${words}`,
  contradiction: '⚠\u00A0contradictory: the source says both that it is there and that it is not',
  endedYetActive: '⚠\u00A0end date has passed, not marked as ended at the source',
  endNamedYetActive: '⚠\u00A0an end is given, but the source does not mark it as ended',
  endedBetween: (from, until) => `ended between ${from} and ${until}`,
  endedAge: (age) => `ended at age ${age}`,
  endedWords: (words) => `end: ${words}`,
  episode: (name) => `episode: ${name}`,
  namelessEpisode: 'episode without a name',
  episodeStates: {
    planned: 'planned',
    waitlist: 'on the waiting list',
    active: 'active',
    onhold: 'on hold',
    finished: 'closed',
  },
}
