import type { VitalKind } from './kinds.ts'

// A score first: its items are called after what they score ("EWS ademhaling").
const NAMES: readonly (readonly [VitalKind, RegExp])[] = [
  ['early-warning', /\bM?EWS2?\b|\bNEWS-?2?\b|early warning/iu],
  ['coma-scale', /\b(?:GCS|EMV)\b|glasgow/iu],
  ['snaq', /\bSNAQ\b/iu],
  ['must', /\bMUST\b/u],
  ['barthel', /\bbarthel\b/iu],
  ['delirium', /\bDOSS?\b|\bdelier|\bdelirium/iu],
  ['blood-pressure', /bloeddruk|\btensie\b|\b(?:boven|onder)druk\b|blood pressure/iu],
  ['pulse-rate', /\bpols(?:slag|frequentie)?\b|\bpulse\b/iu],
  ['heart-rate', /\bhart(?:frequentie|slag)\b|\bheart ?rate\b/iu],
  ['oxygen-saturation', /saturatie\b|saturation\b|\bsp?o[2₂](?!\w)/iu],
  ['body-temperature', /temperatuur\b|temperature\b/iu],
  ['respiratory-rate', /adem(?:halings)?frequentie\b|\bademhaling\b|respirat(?:ion|ory rate)\b/iu],
  ['body-weight', /gewicht\b|\bweight\b/iu],
  ['body-height', /\b(?:lichaams)?lengte\b|\bheight\b/iu],
  ['pain', /\bpijn(?:score)?\b|\bpain\b/iu],
  ['glucose', /glucose|bloedsuiker/iu],
]

/** The measure a name in words means; undefined when it means none. */
export const kindByName = (name: string): VitalKind | undefined =>
  NAMES.find(([, words]) => words.test(name))?.[0]
