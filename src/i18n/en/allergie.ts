import type { nl } from '../nl.ts'

/** Words of `!allergie`, in English. */
export const allergie: (typeof nl)['allergie'] = {
  title: 'Allergies and intolerances',
  summary: 'allergies and intolerances, most dangerous first',
  usage: 'allergie [alles|name]',
  sections: {
    active: (count) => `Allergy or intolerance (${count})`,
    named: (word, count) => `With “${word}” (${count})`,
    others: (count) => `All other allergies or intolerances (${count})`,
    none: 'Recorded that there is none',
    inactive: (count) => `No longer active (${count})`,
  },
  noMatch: (word) =>
    `No allergy or intolerance with “${word}” found. That does not mean that there is none.`,
  onlyNames: (others) =>
    `Looked for in the words of the source, not for related medicines.${others === 0 ? '' : ` The others (${others}) stand below.`}`,
  contradiction:
    '⚠\u00A0Contradiction: the source names an allergy and also records that there is none. Check the record.',
  noneFound: (sources, stamp) =>
    `No active allergy or intolerance found in ${sources} (as of ${stamp}). That does not mean that there is none.`,
  none: {
    all: 'No known allergy',
    drugs: 'No known drug allergy',
    other: 'No known allergy, only to what is named here',
  },
  onlyDrugs: 'speaks only of medicines, not of other allergies',
  inWords: (words) => `in the source: ${words}`,
  substanceUnknown: 'substance not stated',
  substanceAbsent: (why) => `substance not stated (${why})`,
  criticality: {
    high: 'high risk',
    low: 'low risk',
    'unable-to-assess': 'risk cannot be assessed',
  },
  criticalityUnknown: 'risk not stated',
  criticalityOther: (words) => `risk: ${words}`,
  withWords: (words, source) => `${words} (${source})`,
  severity: { mild: 'mild', moderate: 'moderate', severe: 'severe' },
  reaction: (words) => `reaction: ${words}`,
  reactionTo: (substance, words) => `reaction to ${substance}: ${words ?? 'not stated'}`,
  route: (words) => `way of exposure: ${words}`,
  reactionUnknown: 'reaction not stated',
  categories: {
    food: 'food',
    medication: 'medicine',
    environment: 'environment',
    biologic: 'biological product',
  },
  types: { allergy: 'allergy', intolerance: 'intolerance' },
  since: (date) => `since ${date}`,
  sinceAge: (age) => `since the age of ${age}`,
  sinceWords: (words) => `onset: ${words}`,
  last: (date) => `last on ${date}`,
  clinical: {
    active: 'active',
    inactive: 'no longer active',
    resolved: 'resolved according to the source',
    recurrence: 'active again',
    relapse: 'active again',
    contradictory:
      '⚠\u00A0contradictory: the source says both that it is active and that it is over',
  },
  verification: {
    confirmed: 'confirmed',
    unconfirmed: 'not confirmed',
    presumed: 'presumed',
    contradictory: '⚠\u00A0contradictory: the source says both that it is there and that it is not',
  },
  verificationUnknown: 'confirmation not stated',
  statusOther: (words) => `status: ${words}`,
  note: (words) => `remark: ${words}`,
  recorded: (date, who) => `recorded ${date}, ${who}`,
  counts: (refuted, inError) =>
    [
      refuted === 0 ? undefined : `${refuted} refuted`,
      inError === 0 ? undefined : `${inError} entered in error`,
    ]
      .filter(Boolean)
      .join(', ')
      .concat(' not shown.'),
}
