import type { VitalKind } from '../../fhir/observation/kinds.ts'
import { foldWord } from '../typed/normalize.ts'

type Named = { readonly words: readonly string[]; readonly kinds: readonly VitalKind[] }

/** The words a clinician may type after `!metingen`; the first of each is the one that is shown. */
export const namedKinds: readonly Named[] = [
  { words: ['bloeddruk', 'rr', 'tensie', 'bp'], kinds: ['blood-pressure'] },
  { words: ['gewicht', 'weight'], kinds: ['body-weight'] },
  { words: ['lengte', 'height'], kinds: ['body-height'] },
  { words: ['temp', 'temperatuur', 'temperature'], kinds: ['body-temperature'] },
  { words: ['saturatie', 'spo2', 'sat', 'saturation'], kinds: ['oxygen-saturation'] },
  {
    words: ['pols', 'hartslag', 'hartfrequentie', 'pulse', 'heartrate'],
    kinds: ['pulse-rate', 'heart-rate'],
  },
  { words: ['ademhaling', 'ademfrequentie', 'respiration'], kinds: ['respiratory-rate'] },
  { words: ['pijn', 'pijnscore', 'pain'], kinds: ['pain'] },
  { words: ['glucose', 'bloedsuiker'], kinds: ['glucose'] },
  { words: ['ews', 'mews', 'news'], kinds: ['early-warning'] },
  { words: ['gcs', 'emv', 'glasgow'], kinds: ['coma-scale'] },
  { words: ['snaq'], kinds: ['snaq'] },
  { words: ['must'], kinds: ['must'] },
  { words: ['barthel'], kinds: ['barthel'] },
  { words: ['dos', 'doss', 'delier', 'delirium'], kinds: ['delirium'] },
]

/** The measures a typed word means; undefined when it means none. */
export const kindsNamed = (word: string): readonly VitalKind[] | undefined => {
  const typed = foldWord(word)
  return namedKinds.find((each) => each.words.includes(typed))?.kinds
}
