import type { FhirClient } from '../fhir.ts'
import { samePatient } from '../record/same-patient.ts'
import { type TaskFact, taskFact, taskIncludes } from './task.ts'

/** Reads single tasks of the organization's own record. Throws FhirError. */
export interface TaskReader {
  /** The task as it is now, if it is there and this patient's. */
  task(patient: string, ref: string, signal: AbortSignal): Promise<TaskFact | undefined>
}

/** A reader of tasks; `label` is the name of the source that clinicians know. */
export const createTaskReader = (
  client: Pick<FhirClient, 'search'>,
  label: string,
): TaskReader => ({
  async task(patient, ref, signal) {
    const id = ref.replace(/^Task\//u, '')
    const { matches, included } = await client.search(
      'Task',
      { _id: id, ...taskIncludes },
      { signal },
    )
    const task = matches.find((each) => each.id === id)
    if (task === undefined || !samePatient(task, patient)) return undefined
    return taskFact({ resource: task, source: label, key: `Task/${id}`, included })
  },
})
