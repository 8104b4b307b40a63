import type { nl } from '../nl.ts'

export const taal: (typeof nl)['taal'] = {
  summary: 'language of my direct messages to you',
  usage: 'taal nl|en',
  saved: 'From now on I write to you in English here. Nothing changes in the rooms.',
  current: 'I write to you in English here. Choose with ',
  or: ' or ',
  unknown: (word) => `I do not know that language: ${word}. Choose with `,
}
