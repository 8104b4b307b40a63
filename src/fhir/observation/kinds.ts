import type { CodeableConcept } from '@medplum/fhirtypes'
import { list, textOf } from '../value/codes.ts'
import { kindByName } from './kind-names.ts'

/** The measures a clinician asks for by name; `other` is everything else among the vital signs. */
export type VitalKind =
  | 'blood-pressure'
  | 'body-weight'
  | 'body-height'
  | 'body-temperature'
  | 'oxygen-saturation'
  | 'heart-rate'
  | 'pulse-rate'
  | 'respiratory-rate'
  | 'pain'
  | 'glucose'
  | 'early-warning'
  | 'coma-scale'
  | 'snaq'
  | 'must'
  | 'barthel'
  | 'delirium'

/** A code with its code system. */
export type Code = { readonly system: string; readonly code: string }

const loinc = (code: string): Code => ({ system: 'http://loinc.org', code })
const snomed = (code: string): Code => ({ system: 'http://snomed.info/sct', code })

/** The codes of a concept; one without a code system keeps an empty one, so that it equals nothing well known. */
export const codingsOf = (concept: CodeableConcept | undefined): readonly Code[] =>
  list(concept?.coding).flatMap((coding) => {
    const code = textOf(coding.code)
    return code === undefined ? [] : [{ system: textOf(coding.system) ?? '', code }]
  })

type Measure = {
  readonly kind: VitalKind
  readonly codes: readonly Code[]
  /** Codes that mean the very same measure as the first. */
  readonly same?: readonly string[]
  /** Categories to look in for records without a known code; vital signs unless told. */
  readonly categories?: readonly string[]
}

const SURVEYS = ['vital-signs', 'survey', 'exam']

const MEASURES: readonly Measure[] = [
  {
    kind: 'blood-pressure',
    codes: [
      ...['85354-9', '55284-4', '8480-6', '8462-4', '8478-0'].map(loinc),
      ...['75367002', '271649006', '271650006', '6797001'].map(snomed),
    ],
    same: ['55284-4'],
  },
  {
    kind: 'pulse-rate',
    codes: [snomed('366199006'), loinc('8893-0'), snomed('78564009')],
    same: ['8893-0'],
  },
  { kind: 'heart-rate', codes: [loinc('8867-4'), snomed('364075005')], same: ['364075005'] },
  {
    kind: 'oxygen-saturation',
    codes: [...['2708-6', '59408-5'].map(loinc), ...['103228002', '431314004'].map(snomed)],
    same: ['59408-5'],
  },
  {
    kind: 'body-temperature',
    codes: [...['8310-5', '8331-1', '8332-9', '8333-7', '8328-7'].map(loinc), snomed('386725007')],
  },
  {
    kind: 'respiratory-rate',
    codes: [loinc('9279-1'), snomed('86290005')],
    same: ['86290005'],
  },
  {
    kind: 'body-weight',
    codes: [...['29463-7', '3141-9', '3142-7'].map(loinc), snomed('27113001')],
  },
  {
    kind: 'body-height',
    codes: [...['8302-2', '3137-7', '8306-3'].map(loinc), snomed('50373000')],
  },
  { kind: 'pain', codes: [snomed('225908003'), loinc('72514-3'), loinc('38208-5')] },
  {
    kind: 'glucose',
    codes: ['15074-8', '14743-9', '14749-6', '14771-0', '2339-0', '2345-7', '41653-7'].map(loinc),
    categories: ['vital-signs', 'laboratory'],
  },
  { kind: 'early-warning', codes: [snomed('1104051000000101')], categories: SURVEYS },
  // Scores belong to the measurements though they carry no vital-signs category.
  {
    kind: 'coma-scale',
    codes: [loinc('35088-4'), loinc('9269-2')],
    same: ['9269-2'],
    categories: SURVEYS,
  },
  { kind: 'snaq', codes: [snomed('8881000146104')], categories: SURVEYS },
  { kind: 'must', codes: [snomed('414648004')], categories: SURVEYS },
  { kind: 'barthel', codes: [snomed('273302005')], categories: SURVEYS },
  { kind: 'delirium', codes: [snomed('55681000146102')], categories: SURVEYS },
]

/** The order in which measures are shown. */
export const kindOrder: readonly VitalKind[] = MEASURES.map((measure) => measure.kind)

/** What to search for, as the `code` parameter wants it; every measure when no kind is named. */
export const codesFor = (kinds: readonly VitalKind[]): string => {
  const named = MEASURES.filter((measure) => kinds.length === 0 || kinds.includes(measure.kind))
  return named
    .flatMap((measure) => measure.codes)
    .map((each) => `${each.system}|${each.code}`)
    .join(',')
}

/** Categories to search besides: a measurement may have a local code, or only a name, and yet be the newest. */
export const categoriesFor = (kinds: readonly VitalKind[]): string => {
  const named = MEASURES.filter((measure) => kinds.includes(measure.kind))
  const categories = named.flatMap((measure) => measure.categories ?? ['vital-signs'])
  return [...new Set(kinds.length === 0 ? ['vital-signs'] : categories)].join(',')
}

/** What a measurement measures: `series` says with which others it may be compared. */
export type Classified = {
  readonly kind: VitalKind | 'other'
  readonly series: string
  /** True when the code is the usual one of its kind, so that the kind names it fully. */
  readonly usual: boolean
  /** Known by a code; by its name alone it may as well be an item of a score. */
  readonly coded: boolean
}

const has = (codes: readonly Code[], { system, code }: Code) =>
  codes.some((each) => each.system === system && each.code === code)

const byCode = (codings: readonly Code[]): Classified | undefined => {
  for (const { kind, codes, same = [] } of MEASURES) {
    const found = codes.find((each) => has(codings, each))
    if (found === undefined) continue
    const usual = found === codes[0] || same.includes(found.code)
    return { kind, series: usual ? kind : `${kind} ${found.code}`, usual, coded: true }
  }
  return undefined
}

/** Classifies by code, then by the name of measures that have local codes; `fallback` makes a lone series. */
export const classify = (
  codings: readonly Code[],
  name: string | undefined,
  fallback: string,
): Classified => {
  const found = byCode(codings)
  if (found !== undefined) return found
  const first = codings[0]
  const own =
    first === undefined ? (name?.toLowerCase() ?? fallback) : `${first.system}|${first.code}`
  const kind = (name === undefined ? undefined : kindByName(name)) ?? 'other'
  return { kind, series: own, usual: false, coded: false }
}
