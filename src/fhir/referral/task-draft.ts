import { isObject } from '../server/outcome.ts'
import { isTargetRef } from './target.ts'
import { type TaskStep, taskMoves } from './task-status.ts'

/** FHIR R4, value set request-priority. */
export const taskPriorities = ['routine', 'urgent', 'asap', 'stat'] as const

/** How urgent a task can be. */
export type TaskPriority = (typeof taskPriorities)[number]

/** A task as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type NewTask = {
  readonly act: 'create'
  readonly kind: 'task' | 'callback'
  /** `Patient/123`. */
  readonly patient: string
  readonly requester: string
  readonly owner?: {
    readonly ref: string
    readonly name: string
    readonly userIds: readonly string[]
  }
  /** The function that is asked when nobody is named. */
  readonly performerType?: string
  readonly text: string
  readonly priority: TaskPriority
  /** A day, or a moment with the zone's offset. */
  readonly due?: string
  /** With the zone's offset. */
  readonly authoredOn: string
}

/** A step in the life of a task as it was shown and confirmed. */
export type TaskChange = {
  readonly act: 'change'
  readonly patient: string
  readonly ref: string
  readonly versionId?: string
  readonly step: TaskStep
  /** In whose name it is done. */
  readonly by: string
  /** Nobody was named yet: from now on it is whoever takes it up. */
  readonly claims: boolean
  /** The reason, or what came of it. */
  readonly text?: string
  readonly at: string
}

/** What is kept of a task until it is confirmed. */
export type TaskDraft = NewTask | TaskChange

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTextOrAbsent = (value: unknown) => value === undefined || isText(value)
const isRef = (value: unknown) => typeof value === 'string' && isTargetRef(value)
const isPatient = (value: unknown) =>
  typeof value === 'string' && /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value)
const isMoment = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(value)
const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value)

const isOwner = (value: unknown) =>
  isObject(value) &&
  isRef(value['ref']) &&
  isText(value['name']) &&
  Array.isArray(value['userIds']) &&
  value['userIds'].every(isText)

const isNewTask = (value: Readonly<Record<string, unknown>>): boolean =>
  value['act'] === 'create' &&
  (value['kind'] === 'task' || value['kind'] === 'callback') &&
  isRef(value['requester']) &&
  (value['owner'] === undefined || isOwner(value['owner'])) &&
  isTextOrAbsent(value['performerType']) &&
  isText(value['text']) &&
  taskPriorities.some((each) => each === value['priority']) &&
  (value['due'] === undefined || isDay(value['due']) || isMoment(value['due'])) &&
  isMoment(value['authoredOn'])

const isChange = (value: Readonly<Record<string, unknown>>): boolean =>
  value['act'] === 'change' &&
  typeof value['ref'] === 'string' &&
  /^Task\/[A-Za-z0-9\-.]{1,64}$/u.test(value['ref']) &&
  isTextOrAbsent(value['versionId']) &&
  typeof value['step'] === 'string' &&
  Object.hasOwn(taskMoves, value['step']) &&
  isRef(value['by']) &&
  typeof value['claims'] === 'boolean' &&
  isTextOrAbsent(value['text']) &&
  isMoment(value['at'])

/** Whether what came back from the store is a draft about a task that can be carried out. */
export const isTaskDraft = (value: unknown): value is TaskDraft =>
  isObject(value) && isPatient(value['patient']) && (isNewTask(value) || isChange(value))
