import type { nl } from '../nl.ts'

const counted = (all: number, words: string): readonly string[] =>
  all === 0 ? [] : [all === 1 ? `1 measurement that ${words}` : `${all} measurements that ${words}`]

/** What is measured, as people call it. */
export const measures: (typeof nl)['lay']['measures'] = {
  'blood-pressure': 'Blood pressure',
  'body-weight': 'Weight',
  'body-height': 'Height',
  'body-temperature': 'Temperature',
  'oxygen-saturation': 'Oxygen in the blood',
  'heart-rate': 'Heart rate',
  'pulse-rate': 'Heart rate (pulse)',
  'respiratory-rate': 'Breathing',
  pain: 'Pain',
  glucose: 'Blood sugar',
  'early-warning': 'Score that warns when things get worse',
  'coma-scale': 'How awake somebody is (GCS)',
  snaq: 'Risk of eating too little (SNAQ)',
  must: 'Risk of eating too little (MUST)',
  barthel: 'What somebody can do alone (Barthel)',
  delirium: 'Sudden confusion (DOS)',
}

/** Plain words in the place of those for professionals that have the same names. */
export const layInstead: (typeof nl)['lay']['instead'] = {
  clinical: {
    failures: {
      'not-found': 'not found',
      gone: 'removed there',
      forbidden: 'I may not look there',
      unauthorized: 'I could not get in there',
      conflict: 'this just changed while I was looking',
      ambiguous: 'there was more than one answer',
      invalid: 'my question was not accepted there',
      'too-many-requests': 'it was too busy there',
      timeout: 'there was no answer',
      unreachable: 'could not be reached',
      'not-fhir': 'the answer could not be read',
      outside: 'the answer was not right',
      unavailable: 'could not be reached now',
      incomplete: 'not everything came in',
      'no-number': 'the client could not be looked up there',
      'not-agreed': 'is not asked there',
      'unknown-patient': 'the client is not known there',
      withheld: 'may not be shown here',
      'direct-only': 'is only in a direct message',
    },
    absent: {
      unknown: 'not known',
      'asked-unknown': 'asked, but not known',
      'temp-unknown': 'not known yet',
      'not-asked': 'not asked',
      'asked-declined': 'not told',
      masked: 'is not shown',
      'not-applicable': 'not needed',
      unsupported: 'cannot be written down there',
      'as-text': 'is there in words only',
      error: 'something went wrong',
      'not-a-number': 'not a number',
      'negative-infinity': 'too low to measure',
      'positive-infinity': 'too high to measure',
      'not-performed': 'not done',
      'not-permitted': 'may not be shown',
    },
    absentOther: 'it is not said why',
    partly: (label) => `${label} (not everything)`,
    failed: (label, why) => `${label} (did not work: ${why})`,
    foreign: (count) =>
      count === 1
        ? '1 item is not shown: it is not certain that it is about this client. Tell your care professional.'
        : `${count} items are not shown: it is not certain that they are about this client. Tell your care professional.`,
    nothingRetrieved: (why) => `Nothing could be looked up now: ${why}.`,
    saysNothing: () =>
      'That does not mean that there is nothing. Try again later, or ask your care professional.',
    received: 'what came in',
    receivedOf: (labels) => `what came in from ${labels}`,
    fromSource: (label) => `from ${label}`,
    statusUnknown: 'mind: it is not known whether this is right',
    unknownModifier: 'mind: ask whether this is right',
    unknownReference: 'it is not said who or what',
    recordedOn: (date) => `written down on ${date}`,
    undated: 'it is not said when',
    unreadableDate: 'the date cannot be read',
    cut: '… (there is more: ask about it)',
  },
  metingen: {
    kinds: measures,
    nameless: 'Measurement without a name',
    roles: { systolic: 'upper pressure', diastolic: 'lower pressure', mean: 'average' },
    oxygen: (given) => (given ? 'with extra oxygen' : 'without extra oxygen'),
    oxygenUnknown: 'it is not said whether extra oxygen was given',
    oxygenAmount: (value) => `extra oxygen: ${value}`,
    hiddenParts: (count) => `${count} more parts belong to it: ask about them`,
    withoutUnit: (value) => `${value} (it is not said in what measure)`,
    contradicts: (value, coded) =>
      `${value} (mind: two measures are given, also ${coded}: ask which is right)`,
    absent: (reason) => `no result (${reason})`,
    none: 'no result is given',
    withdrawn: 'this result was withdrawn',
    unreadable: 'I cannot show this result here: ask about it',
    reference: (range) => `limits that are given: ${range}`,
    judged: (words) => `it says: ${words}`,
    interpretations: {
      HH: 'dangerously high',
      LL: 'dangerously low',
      H: 'high',
      L: 'low',
      HU: 'very high',
      LU: 'very low',
      AA: 'dangerously different from normal',
      A: 'different from normal',
      N: 'normal',
      U: 'clearly higher',
      D: 'clearly lower',
    },
    statuses: {
      registered: 'mind: this is not certain yet',
      preliminary: 'mind: this is not certain yet',
      amended: 'this was changed later',
      corrected: 'this was mended later',
    },
    ofWithdrawn: 'mind: belongs to a measurement that was withdrawn',
    future: 'mind: this date is still to come, ask whether this is right',
    old: 'more than 90 days ago',
    order: {
      'same-moment': 'mind: there is another measurement of the same moment',
      'same-day':
        'mind: there is another measurement of that day, and it is not known which was later',
      imprecise: 'mind: it is not known whether another measurement was later',
    },
    previous: (words) => `the time before: ${words}`,
    previousUnordered: (words) => `before that, but it is not known which was last: ${words}`,
    otherUnit: 'cannot be compared: measured in another measure',
    otherConditions: 'cannot be compared: measured in another way',
    ago: (days) => {
      if (days === undefined) return 'compared with before'
      if (days === 0) return 'compared with earlier on the same day'
      return days === 1 ? 'compared with 1 day before' : `compared with ${days} days before`
    },
    sameAgo: (days) => {
      if (days === undefined) return 'the same as before'
      if (days === 0) return 'the same as earlier on the same day'
      return days === 1 ? 'the same as 1 day before' : `the same as ${days} days before`
    },
    percentPoints: (amount) => `${amount}\u00A0points`,
    changed: (amount, up, ago) => (up ? `${amount} higher ${ago}` : `${amount} lower ${ago}`),
    changedPart: (role, amount, up) =>
      up ? `${role} ${amount} higher` : `${role} ${amount} lower`,
    samePart: (role) => `${role} the same`,
    hidden: (errors, cancelled) => {
      return `Not shown: ${[
        ...counted(errors, errors === 1 ? 'is not right' : 'are not right'),
        ...counted(cancelled, 'did not go on'),
      ].join(', ')}.`
    },
  },
  grafiek: {
    left: (count) =>
      count === 1
        ? '1 measurement does not fit in the chart. It is not in it.'
        : `${count} measurements do not fit in the chart. They are not in it.`,
  },
  wie: {
    title: 'Who belong to the care',
    titleAbsent: 'Who are not there',
    noTeam: (sources, stamp) =>
      `No care team was found at ${sources} (looked up on ${stamp}). That does not mean that nobody belongs to the care.`,
    noAbsence: (sources, stamp) =>
      `It was not found that anybody is away, at ${sources} (looked up on ${stamp}). That does not mean that everybody is there.`,
    family: 'Family, others who are close, and the client',
    inactive: 'Do not belong to the care now, or that is not certain',
    nameless: 'somebody whose name is not given',
    client: 'The client',
    absent: (who, when, why) => `Away now: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
    absentUndated: (who, why) =>
      `Away, but it is not said when: ${who}${why === undefined ? '' : `, ${why}`}`,
    until: (end) => `until and including ${end}`,
    since: (start) => `since ${start}, it is not known until when`,
    fromTo: (start, end) => `from ${start} until and including ${end}`,
    from: (start) => `from ${start}, it is not known until when`,
  },
}
