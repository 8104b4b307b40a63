import type { TaskStep } from '../../fhir/referral/task-status.ts'
import type { Args } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { cleanTyped } from '../typed/typed-text.ts'

const steps: Readonly<Record<TaskStep, readonly string[]>> = {
  accept: [
    'accepteer',
    'accepteren',
    'geaccepteerd',
    'aanvaard',
    'ok',
    'oke',
    'ja',
    'neem',
    'pak',
    'accept',
  ],
  start: ['start', 'begin', 'bezig', 'gestart', 'begonnen'],
  complete: ['klaar', 'gereed', 'gedaan', 'af', 'afgerond', 'done', 'complete'],
  reject: ['weiger', 'weigeren', 'geweigerd', 'afwijzen', 'nee', 'refuse', 'reject'],
  fail: ['mislukt', 'misluk', 'failed', 'fail'],
  cancel: ['intrekken', 'trek-in', 'ingetrokken', 'annuleer', 'annuleren', 'cancel'],
}

/** The steps in the order they are offered. */
export const stepNames = ['accept', 'start', 'complete', 'reject', 'fail', 'cancel'] as const

const stepOf = (word: string): TaskStep | undefined =>
  stepNames.find((step) => steps[step].includes(foldWord(word)))

/** A line of the last list and what is to be done with it, as typed. */
export type StepRequest = {
  readonly number: number
  /** Undefined when nothing was named. */
  readonly step: TaskStep | undefined
  readonly typed: string
  readonly text: string
}

const NUMBER = /^#?(\d{1,4})[.:)]?$/u

/** Reads `3 klaar …` and `klaar 3 …`; undefined when no number of a line is meant. */
export const readStep = ({ words, text }: Args): StepRequest | undefined => {
  const [first = '', second = '', ...others] = words
  const leading = NUMBER.exec(first)?.[1]
  const following = stepOf(first) === undefined ? undefined : NUMBER.exec(second)?.[1]
  const number = leading ?? following
  if (number === undefined) return undefined
  const typed = leading === undefined ? first : second
  const said = cleanTyped([others.join(' '), text])
  return { number: Number(number), step: stepOf(typed), typed, text: said }
}
