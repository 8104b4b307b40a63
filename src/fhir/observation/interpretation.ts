import type { CodeableConcept, Coding } from '@medplum/fhirtypes'
import { conceptWords, list, SCT, textOf } from '../value/codes.ts'

/** How much a value asks for attention, by the source's own word or numbers. */
export type Danger = 'critical' | 'outside'

/** One thing a judgement says: a code of HL7's table, and words of the source for a code nobody has words for. */
export type Said = { readonly code: string | undefined; readonly text: string | undefined }

/** The source's own judgement of a value (HL7 v3 ObservationInterpretation, with SNOMED and local codes beside it). */
export type Interpretation = {
  readonly said: readonly Said[]
  readonly danger: Danger | undefined
  /** Its codes say different things of one value. */
  readonly contradicts: boolean
}

const HL7 = /(?:ObservationInterpretation|v2[-/]0078|\.5\.83|\.12\.78)$/u
const CRITICAL: ReadonlySet<string> = new Set(['HH', 'LL', 'AA', 'HU', 'LU'])
const CALM_WORDS =
  /^(?:normaal|normal|negatief|negative|niet afwijkend|binnen(?: de)? (?:referentie|normaal|normale)(?:waarden?|gebied|interval|grenzen)?|within (?:normal limits|(?:the )?(?:normal|reference) range))\.?$/iu

type Meaning = 'calm' | 'high' | 'low' | 'off'

const meanings = (rows: Readonly<Record<Meaning, string>>): ReadonlyMap<string, Meaning> =>
  new Map(
    (['calm', 'high', 'low', 'off'] as const).flatMap((meaning) =>
      rows[meaning].split(' ').map((code) => [code, meaning] as const),
    ),
  )

// Normal, susceptible, negative, not detected, not reactive call for nothing.
const HL7_MEANS = meanings({ calm: 'N S NEG ND NR', high: 'H HH HU', low: 'L LL LU', off: 'A AA' })
const SNOMED_MEANS = meanings({
  calm: '281301001 17621005 260385009',
  high: '281302008',
  low: '281300000',
  off: '263654008',
})

type Judged = Said & {
  readonly hl7: boolean
  readonly meaning: Meaning | undefined
  /** 0 calls for nothing, 1 is not known to be calm, 2 is critical whatever table it is of. */
  readonly weight: 0 | 1 | 2
}

const isCalmText = (text: string | undefined) => text !== undefined && CALM_WORDS.test(text)

const judgedOf = (coding: Coding): readonly Judged[] => {
  const code = textOf(coding.code)
  if (code === undefined) return []
  const system = textOf(coding.system) ?? ''
  const hl7 = system === '' || HL7.test(system)
  const meaning = hl7 ? HL7_MEANS.get(code) : system === SCT ? SNOMED_MEANS.get(code) : undefined
  const isCalm = meaning === undefined ? isCalmText(textOf(coding.display)) : meaning === 'calm'
  const weight = CRITICAL.has(code) ? 2 : isCalm ? 0 : 1
  return [
    {
      hl7,
      meaning,
      weight,
      code: hl7 ? code : undefined,
      text: conceptWords({ coding: [coding] }),
    },
  ]
}

const weightOf = (codes: readonly Judged[]) => Math.max(0, ...codes.map(({ weight }) => weight))

const differ = (codes: readonly Judged[]): boolean => {
  const said = new Set(codes.flatMap(({ meaning }) => meaning ?? []))
  return (said.has('calm') && said.size > 1) || (said.has('high') && said.has('low'))
}

const sameWords = (one: string | undefined, other: string | undefined) =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase()

/** Words beside the codes that say something else than they do. */
const besides = (concept: CodeableConcept, codes: readonly Judged[]): string | undefined => {
  const text = textOf(concept.text)
  const known = list(concept.coding).some(
    ({ code, display }) => sameWords(text, textOf(code)) || sameWords(text, textOf(display)),
  )
  return known || (isCalmText(text) && weightOf(codes) === 0) ? undefined : text
}

/** What one judgement says: HL7's codes first, others when they weigh more or contradict those. */
const toInterpretation = (concept: CodeableConcept): readonly Interpretation[] => {
  const codes = list(concept.coding).flatMap(judgedOf)
  const text = besides(concept, codes)
  if (codes.length === 0) {
    const said = conceptWords(concept)
    const danger = isCalmText(said) ? undefined : 'outside'
    return said === undefined
      ? []
      : [{ said: [{ code: undefined, text: said }], danger, contradicts: false }]
  }
  const hl7 = codes.filter((each) => each.hl7)
  const contradicts = differ(codes)
  const others = codes.filter(
    ({ hl7: isFirst, weight, meaning }) =>
      !isFirst && (weight > weightOf(hl7) || (contradicts && meaning !== undefined)),
  )
  const words = conceptWords(concept)
  const said: readonly Said[] =
    hl7.length === 0 && !contradicts
      ? [{ code: undefined, text: words }]
      : [...hl7, ...others, ...(text === undefined ? [] : [{ code: undefined, text }])]
  const weight = Math.max(weightOf(codes), text === undefined ? 0 : 1)
  return [
    {
      said: said.map((each) => ({
        code: each.code,
        text: each === hl7[0] && hl7.length === 1 ? words : each.text,
      })),
      danger: weight === 2 ? 'critical' : weight === 1 ? 'outside' : undefined,
      contradicts,
    },
  ]
}

/** Every judgement of a value. A judgement that is not known to be calm asks for attention. */
export const interpretationsOf = (
  concepts: readonly CodeableConcept[] | CodeableConcept | undefined,
): readonly Interpretation[] => list(concepts).flatMap(toInterpretation)
