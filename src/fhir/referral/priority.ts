import { type TaskPriority, taskPriorities } from './task-draft.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

// HL7 FHIR R4, request-priority: "promptly", "as soon as possible", "immediately". Each leaves room for calling the
// recipient twice and the next person after that, before who asked is reminded.
const answerWithinMs: Readonly<Record<TaskPriority, number | undefined>> = {
  routine: undefined,
  urgent: 24 * hourMs,
  asap: 4 * hourMs,
  stat: 30 * minuteMs,
}

/** Before when an answer is asked; undefined when there is no hurry. */
export const answerBy = (priority: TaskPriority, asked: Date): Date | undefined => {
  const within = answerWithinMs[priority]
  return within === undefined ? undefined : new Date(asked.getTime() + within)
}

/** Whether a word from the store is a priority. */
export const isPriority = (value: unknown): value is TaskPriority =>
  taskPriorities.some((each) => each === value)

/** The more urgent of two. */
export const mostUrgent = (one: TaskPriority, other: TaskPriority): TaskPriority =>
  taskPriorities.indexOf(one) < taskPriorities.indexOf(other) ? other : one
