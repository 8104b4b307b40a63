import { sayBareCodes } from '../../fhir/value/bare-code.ts'
import type { DateContext } from './date-words.ts'

/** Words of a record; a code without any says that it has none, and of which system it is (S11). */
export const codedWords = (text: string, { t }: Pick<DateContext, 't'>): string =>
  sayBareCodes(text, t.clinical.bareCode)
