import type { nl } from '../nl.ts'

export const metingen: (typeof nl)['metingen'] = {
  title: 'Measurements',
  titleOf: (kind) => `Measurements: ${kind}`,
  summary: 'latest measurements, compared with the ones before',
  usage: 'metingen [kind] [alles] [--grafiek]',
  kinds: {
    'blood-pressure': 'Blood pressure',
    'body-weight': 'Weight',
    'body-height': 'Height',
    'body-temperature': 'Temperature',
    'oxygen-saturation': 'Saturation',
    'heart-rate': 'Heart rate',
    'pulse-rate': 'Pulse',
    'respiratory-rate': 'Respiration',
    pain: 'Pain',
    glucose: 'Glucose',
    'early-warning': 'Early warning score',
    'coma-scale': 'Glasgow Coma Scale (GCS)',
    snaq: 'SNAQ score',
    must: 'MUST score',
    barthel: 'Barthel index',
    delirium: 'DOS score',
  },
  nameless: 'Measurement without a name',
  unusual: (kind, name) => `${kind} (${name})`,
  unknownKind: (word) => `I do not know “${word}” as a measurement. Choose from:`,
  roles: { systolic: 'systolic', diastolic: 'diastolic', mean: 'mean' },
  named: (name, value) => `${name}: ${value}`,
  oxygen: (given) => (given ? 'with O₂' : 'without O₂'),
  oxygenUnknown: 'use of O₂ not stated',
  oxygenAmount: (value) => `O₂: ${value}`,
  member: (value) => `part: ${value}`,
  hiddenParts: (count) => `${count} more parts in the record`,
  yes: 'yes',
  no: 'no',
  withoutUnit: (value) => `${value} (without unit)`,
  contradicts: (value, coded) => `${value} (⚠\u00A0contradictory unit: the code says ${coded})`,
  kilograms: (value, kilograms) => `${value} (= ${kilograms}\u00A0kg)`,
  absent: (reason) => `no value: ${reason}`,
  none: 'no value in the source',
  withdrawn: 'value withdrawn by the source',
  unreadable: 'value cannot be shown as text – open the record',
  inexact: 'value cannot be shown exactly – open the record',
  takenAt: (value, date) => `${value} (measured ${date})`,
  reference: (range) => `reference ${range}`,
  holdsFor: (range, whom) => `${range} (holds for ${whom})`,
  age: (range) => `age ${range}`,
  between: (low, high) => `${low} to ${high}`,
  atLeast: (low) => `from ${low}`,
  atMost: (high) => `up to ${high}`,
  judged: (words) => `judgement of the source: ${words}`,
  conflicting: (words) => `contradictory: ${words}`,
  interpretations: {
    HH: 'critically high',
    LL: 'critically low',
    H: 'high',
    L: 'low',
    HU: 'very high',
    LU: 'very low',
    AA: 'critically abnormal',
    A: 'abnormal',
    N: 'normal',
    U: 'significantly higher',
    D: 'significantly lower',
  },
  statuses: {
    registered: '⚠\u00A0registered, not yet established',
    preliminary: '⚠\u00A0preliminary',
    amended: '⚠\u00A0changed later',
    corrected: '⚠\u00A0corrected',
  },
  about: (who) => `⚠\u00A0is about: ${who}`,
  aboutPerson: 'somebody other than the client',
  aboutRelative: (relation) => (relation === undefined ? 'a relative' : `a relative (${relation})`),
  ofWithdrawn: '⚠\u00A0belongs to a measurement marked as in error or cancelled',
  future: '⚠\u00A0date in the future',
  old: '⚠\u00A0older than 90 days',
  period: (start, end) => `${start} to ${end}`,
  note: (text) => `remark: ${text}`,
  byPatient: 'by the client',
  byRelated: (relation) =>
    relation === undefined ? 'by a relative' : `by a relative (${relation})`,
  order: {
    'same-moment': '⚠\u00A0same moment as another measurement',
    'same-day': '⚠\u00A0same date as another measurement, order unknown',
    imprecise: '⚠\u00A0date not precise, order among other measurements unknown',
  },
  dated: (value, date) => `${value} (${date})`,
  previous: (words) => `previous: ${words}`,
  previousUnordered: (words) => `previous, order unknown: ${words}`,
  otherUnit: 'not compared: another unit',
  otherConditions: 'not compared: measured differently',
  ago: (days) => {
    if (days === undefined) return 'than before'
    if (days === 0) return 'than earlier on the same day'
    return days === 1 ? 'than 1 day before' : `than ${days} days before`
  },
  sameAgo: (days) => {
    if (days === undefined) return 'same as before (=)'
    if (days === 0) return 'same as earlier on the same day (=)'
    return days === 1 ? 'same as 1 day before (=)' : `same as ${days} days before (=)`
  },
  percentPoints: (amount) => `${amount}\u00A0percentage points`,
  changed: (amount, up, ago) => (up ? `${amount} higher ${ago} (▲)` : `${amount} lower ${ago} (▼)`),
  changedPart: (role, amount, up) =>
    up ? `${role} ${amount} higher (▲)` : `${role} ${amount} lower (▼)`,
  samePart: (role) => `${role} the same (=)`,
  course: {
    whole: (span, count, said) => `course ${span}(${count} measurements): ${said}`,
    span: (days) => {
      if (days === undefined) return ''
      if (days === 0) return 'on one day '
      if (days < 14) return days === 1 ? 'in 1 day ' : `in ${days} days `
      const [size, unit] = days < 730 ? ([7, 'weeks'] as const) : ([365, 'years'] as const)
      return `in ${days % size === 0 ? '' : 'over '}${Math.floor(days / size)} ${unit} `
    },
    same: (name) => `${name === undefined ? '' : `${name} `}unchanged`,
    steady: (name, amount, up) =>
      `${name === undefined ? '' : `${name} `}${up ? `rising, ${amount} higher` : `falling, ${amount} lower`}`,
    net: (amount, up) => `${amount} ${up ? 'higher' : 'lower'} than the first`,
    varying: (name, low, high, net) =>
      `${name === undefined ? '' : `${name} `}varying between ${low} and ${high}, now ${net ?? 'the same as the first'}`,
  },
  toRecord: 'Record it? Type ',
  hidden: (errors, cancelled) => {
    const parts = [
      ...(errors === 0
        ? []
        : [
            errors === 1
              ? '1 measurement marked as in error'
              : `${errors} measurements marked as in error`,
          ]),
      ...(cancelled === 0 ? [] : [`${cancelled} cancelled`]),
    ]
    return `Not shown: ${parts.join(', ')}.`
  },
}
