import type { nl } from '../nl.ts'

/** Words of `!meer` and `!ververs` in English. */
export const meer: (typeof nl)['meer'] = {
  summary: 'the rest of your last list',
  usage: 'meer',
  nothingMore: 'Your last list has been shown in full. There is no more.',
  noWords: (typed) => `“${typed}” does not belong here. Type only `,
  end: '.',
  refreshSummary: 'your last question again, with fresh data',
  refreshUsage: 'ververs',
}
