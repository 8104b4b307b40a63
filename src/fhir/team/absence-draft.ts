import { isObject } from '../server/outcome.ts'
import { uuidV5 } from '../value/identifiers.ts'

/** An absence of the asker as it was shown and confirmed. */
export type AbsenceDraft = {
  readonly patient: string
  /** The asker's own role. */
  readonly role: string
  readonly start: string
  readonly end: string
  readonly description: string
}

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value)

/** Whether what came back from the store is an absence that can be carried out. */
export const isAbsenceDraft = (value: unknown): value is AbsenceDraft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  typeof value['role'] === 'string' &&
  /^PractitionerRole\/[A-Za-z0-9\-.]{1,64}$/u.test(value['role']) &&
  isDay(value['start']) &&
  isDay(value['end']) &&
  typeof value['description'] === 'string' &&
  value['description'] !== ''

const namespace = '3f0f6c52-1c11-5f4e-8b38-2f6d5c0f7a11'

/** The name of the entry that a confirmed absence makes (Element.id): the same at every try. */
export const absenceId = (promptId: string): string => uuidV5(namespace, promptId)
