import type { Coding } from '@medplum/fhirtypes'

/** Systems by the names people know them by; of any other the name says nothing to them. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/snomed\.info\/sct/u, 'SNOMED CT'],
  [/loinc\.org/u, 'LOINC'],
  [/icpc|2\.16\.840\.1\.113883\.2\.4\.4\.31\./u, 'ICPC'],
  [/sid\/icd-10|2\.16\.840\.1\.113883\.6\.(?:3|90)$/u, 'ICD-10'],
  [/whocc\.no\/atc|2\.16\.840\.1\.113883\.6\.73$/u, 'ATC'],
  [/2\.16\.840\.1\.113883\.2\.4\.3\.120\.5\./u, 'DHD'],
  [/2\.16\.840\.1\.113883\.2\.4\.4\.(?:1|7|8|9|10)(?:$|\.)/u, 'G-Standaard'],
  [/2\.16\.840\.1\.113883\.2\.4\.4\.(?:30|40)\.|nhg\.org/u, 'NHG'],
  [/uzi-rolcode|2\.16\.840\.1\.113883\.2\.4\.15\.111$/u, 'UZI'],
  [/2\.16\.840\.1\.113883\.2\.4\.6\.7$/u, 'AGB'],
  [/nictiz\.nl|2\.16\.840\.1\.113883\.2\.4\.3\.11\./u, 'Nictiz'],
  [/hl7\.org|2\.16\.840\.1\.113883\.5\./u, 'HL7'],
]

/** A code without words, as it is read in any language; `code 9632001 (SNOMED CT)`. */
export const bareCode = (code: string, system: Coding['system']): string => {
  const known = SYSTEMS.find(([pattern]) => typeof system === 'string' && pattern.test(system))
  return known === undefined ? `code ${code}` : `code ${code} (${known[1]})`
}

/** Whether these words are no more than a code. */
export const isBareCode = (words: string): boolean => /^code \S+(?: \([^()]+\))?$/u.test(words)
