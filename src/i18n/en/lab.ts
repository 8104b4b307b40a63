import type { nl } from '../nl.ts'

/** Words of `!lab`, in English. */
export const lab: (typeof nl)['lab'] = {
  title: 'Laboratory results',
  titleOf: (name) => `Laboratory results: ${name}`,
  summary: 'laboratory results, remarkable ones first',
  usage: 'lab [test] [alles]',
  resources: { Observation: 'Results', DiagnosticReport: 'Reports of results' },
  sections: {
    outside: (count) => `Remarkable according to the source (${count})`,
    lost: (count) => `Not retrieved (${count})`,
    inside: (count) => `Other results (${count})`,
    reports: (count) => `Reports (${count})`,
    history: (count) => `Newest to oldest (${count})`,
  },
  noneNamed: (name, sources, stamp) =>
    `No result found with “${name}” in its name, in ${sources} (as of ${stamp}). That does not mean there is none.`,
  nameless: 'Result without a name',
  lostMember: (panel) => `${panel}: a result could not be retrieved – open the record`,
  lostMemberNameless: 'A result could not be retrieved – open the record',
  value: (name, value) => `${name}: ${value}`,
  reference: (range) => `reference ${range}`,
  noReference: 'no reference at the source',
  flag: (words) => `⚠\u00A0${words}`,
  calm: (words) => `judged by the source: ${words}`,
  sides: {
    above: '⚠\u00A0above the reference of the source',
    below: '⚠\u00A0below the reference of the source',
  },
  trend: (before, now, date) => `${before} → ${now} (previous ${date})`,
  otherUnit: 'previous not compared: other unit',
  otherWay: 'previous not compared: other specimen or method',
  statuses: {
    registered: '⚠\u00A0preliminary (registered)',
    preliminary: '⚠\u00A0preliminary',
    partial: '⚠\u00A0not complete yet',
    amended: '⚠\u00A0changed later',
    corrected: '⚠\u00A0corrected',
    appended: 'added to later',
  },
  unsettled: (words) => `panel or report: ${words}`,
  final: 'final',
  ofWithdrawn: '⚠\u00A0belongs to a panel or report that is marked as an error or cancelled',
  old: '⚠\u00A0older than 14 months',
  order: {
    'same-moment': '⚠\u00A0same moment as another result',
    'same-day': '⚠\u00A0same date as another result, order unknown',
    imprecise: '⚠\u00A0imprecise date, order relative to another result unknown',
  },
  panel: (name) => `from: ${name}`,
  specimen: (words) => `specimen: ${words}`,
  specimenStatuses: {
    unavailable: '⚠\u00A0specimen not available according to the source',
    unsatisfactory: '⚠\u00A0specimen not fit according to the source',
    'entered-in-error': '⚠\u00A0specimen marked as entered in error',
  },
  specimenCondition: (words) => `⚠\u00A0condition of the specimen: ${words}`,
  method: (words) => `method: ${words}`,
  report: (name) => `Report: ${name}`,
  namelessReport: 'Report without a name',
  conclusion: (words) => `conclusion: “${words}”`,
  noConclusion: 'no text at the source – open the record',
  attached: 'with an attachment in the record',
  lostResults: (count) =>
    count === 1
      ? '⚠\u00A01 result of this report could not be retrieved'
      : `⚠\u00A0${count} results of this report could not be retrieved`,
}
