import type { nl } from '../nl.ts'

/** Words of `!rapportage` in English. */
export const rapportage: (typeof nl)['rapportage'] = {
  title: 'Reports',
  titleOf: (days) => (days === 1 ? 'Reports, last day' : `Reports, last ${days} days`),
  summary: 'read reports, newest first, verbatim',
  usage: 'rapportage [lezen] [30d|alles]',
  badSpan: (typed, most) =>
    `“${typed}” is no period. Give a number of days from 1 to ${most}, or alles, for instance `,
  badSpanEnd: '. To write a report yourself, use !rapporteer.',
  nothing: (days, sources, stamp) =>
    `No report found of the last ${days === 1 ? 'day' : `${days} days`} in ${sources} (as of ${stamp}). For everything, type `,
  datedOnly: 'Reports without a date are only in ',
  end: '.',
  consultation: (title) => `consultation: ${title}`,
  consultationUntitled: 'consultation',
  headings: { evaluation: 'Evaluation: ', plan: 'Plan: ' },
  coded: (words) => ` (code: ${words})`,
  standing: (words) => ` (${words})`,
  noText: 'no text at the source – open the record',
  noTextBecause: (why) => `no text at the source (${why})`,
  noLines: 'no evaluation or plan as text – open the record',
  more: 'holds more than is shown here – open the record',
  note: (words) => `remark: ${words}`,
  hidden: (errors, cancelled) => {
    const parts = [
      ...(errors === 0 ? [] : [`${errors} entered in error`]),
      ...(cancelled === 0 ? [] : [`${cancelled} cancelled`]),
    ]
    return `Not shown: ${parts.join(', ')}.`
  },
}
