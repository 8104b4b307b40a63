import type { nl } from '../nl.ts'

/** Words of `!waarschuwingen`, in English. */
export const waarschuwingen: (typeof nl)['waarschuwingen'] = {
  title: 'Alerts',
  summary: 'what to watch out for with this client',
  usage: 'waarschuwingen [alles]',
  sections: {
    current: (count) => `Watch out (${count})`,
    ended: (count) => `No longer active (${count})`,
  },
  noneFound: (sources, stamp) =>
    `No active alert found in ${sources} (as of ${stamp}). That does not mean there is none.`,
  nameless: 'alert without a name – open the record',
  unknownConcern: 'is about a problem that could not be retrieved – open the record',
  elsewhere: 'refers to more in the record',
  about: (problem) => `about: ${problem}`,
  doubts: {
    'in-error': '⚠\u00A0that problem is marked as an error at the source',
    excluded: '⚠\u00A0that problem is ruled out at the source',
    over: '⚠\u00A0that problem is no longer active at the source',
  },
  states: {
    active: 'active',
    'past-end': '⚠\u00A0end date has passed, still active at the source',
    ended: 'no longer active',
  },
  priority: (words) => `priority: ${words}`,
  except: (words) => `except: ${words}`,
  decision: (words) => `decision: ${words}`,
  closure: (words) => `reason for ending: ${words}`,
}
