import { en } from './en.ts'
import { nl } from './nl.ts'

export type Language = 'nl' | 'en'

/** The Dutch catalogue is the contract; every other language must have the same keys. */
export type Messages = typeof nl

export const messages: Readonly<Record<Language, Messages>> = { nl, en }
