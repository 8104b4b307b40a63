import type { nl } from '../nl.ts'

/** Words of `!samenvatting` in English. */
export const samenvatting: (typeof nl)['samenvatting'] = {
  title: 'Summary',
  summary: 'what matters most of the whole record on one page',
  usage: 'samenvatting',
  parts: {
    alerts: (count) => `Alerts (${count})`,
    directives: (count) => `Treatment limits and living wills (${count})`,
    allergies: (count) => `Allergies and intolerances (${count})`,
    problems: (count) => `Problems (${count})`,
    medication: (count) => `Medication (${count})`,
    vitals: (count) => `Latest measurements (${count})`,
    lab: (count) => `Abnormal laboratory results (${count})`,
    tasks: (count) => `Open tasks (${count})`,
    appointments: (count) => `Coming appointments (${count})`,
    team: (count) => `Care team (${count})`,
  },
  names: {
    alerts: 'active alerts',
    directives: 'treatment limits and living wills',
    allergies: 'allergies',
    problems: 'active problems',
    medication: 'current medication',
    vitals: 'measurements',
    lab: 'abnormal laboratory results',
    tasks: 'open tasks',
    appointments: 'coming appointments',
    team: 'care team',
  },
  all: ' for all',
  dash: ' – ',
  partly: '⚠\u00A0not all of this was retrieved',
  notRetrieved: (names) => `⚠\u00A0Not retrieved: ${names}. That says nothing about this patient.`,
  notFound: (names, sources, stamp) =>
    `Not found in ${sources} (as of ${stamp}): ${names}. That does not mean that there is nothing.`,
  marked: (count) =>
    count === 1
      ? '⚠\u00A01 medicine is uncertain, interrupted, or differs between parties'
      : `⚠\u00A0${count} medicines are uncertain, interrupted, or differ between parties`,
  noAbnormal: (count) =>
    count === 1
      ? 'The source calls no result abnormal; there is 1 result.'
      : `The source calls no result abnormal; there are ${count} results.`,
  late: (count) => (count === 1 ? '⚠\u00A01 task is late' : `⚠\u00A0${count} tasks are late`),
  cancelled: (count) =>
    count === 1 ? '1 appointment was cancelled' : `${count} appointments were cancelled`,
  lapsed: (count) => (count === 1 ? '1 lapsed, not shown' : `${count} lapsed, not shown`),
}
