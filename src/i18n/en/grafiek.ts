import type { nl } from '../nl.ts'

/** Words of a chart and its caption, in English. */
export const grafiek: (typeof nl)['grafiek'] = {
  title: (kind, unit) => (unit === '' ? kind : `${kind} (${unit})`),
  systolic: 'systolic',
  diastolic: 'diastolic',
  halves: {
    systolic: (value) => `${value} (systolic only, diastolic is missing)`,
    diastolic: (value) => `${value} (diastolic only, systolic is missing)`,
  },
  low: (value) => `lower limit ${value}`,
  high: (value) => `upper limit ${value}`,
  fetched: (stamp) => `fetched ${stamp}`,
  caption: (title, values, sources) => `Chart ${title}: ${values}. Source: ${sources}.`,
  at: (value, day) => `${value} on ${day}`,
  left: (count) =>
    count === 1
      ? '1 measurement is not in the chart: no definite number, another unit or no time.'
      : `${count} measurements are not in the chart: no definite number, another unit or no time.`,
  kind: 'Name one kind of measurement for a chart, for example ',
  none: 'There is no measurement that fits in a chart.',
  failed: 'The chart could not be drawn. The measurements stand above.',
}
