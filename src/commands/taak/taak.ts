import { taskIdentifiers } from '../../fhir/referral/task-bundle.ts'
import { isTaskDraft } from '../../fhir/referral/task-draft.ts'
import { defineCommand } from '../command.ts'
import { carryOutTask, type TaskCarryPorts, takeTaskBack } from './carry.ts'
import { type NewTaskPorts, newTask } from './new.ts'
import { type StepPorts, stepTask } from './step.ts'
import { readStep } from './step-words.ts'

/** What `!taak` needs. */
export type TaakPorts = NewTaskPorts & StepPorts & TaskCarryPorts

/** The identifiers a draft about a task will write. */
export const taskIdentifiersOf = (draft: unknown, promptId: string): readonly string[] =>
  isTaskDraft(draft) && draft.act === 'create' ? taskIdentifiers(promptId) : []

/** `!taak`: asks a colleague something and is told what becomes of it; `!taak 3 klaar` takes a step with a task of the list. */
export const taak = defineCommand<TaakPorts>({
  name: 'taak',
  aliases: ['task'],
  access: 'write',
  place: 'room',
  options: ['spoed', 'prio', 'uiterlijk', 'toch'],
  summary: (t) => t.taak.summary,
  usage: (t) => t.taak.usage,
  examples: [
    'taak wijkverpleging dagelijks wegen voor vrijdag',
    'taak huisarts bloeddruk nakijken spoed',
    'taak 1 accepteer',
  ],
  async run(context, args) {
    const step = readStep(args)
    return step === undefined ? newTask('task', context, args) : stepTask(step, context, args)
  },
  carryOut: carryOutTask,
  undo: (context, refs) => takeTaskBack(context, refs, context.t.taak.names.task),
  ownIdentifiers: taskIdentifiersOf,
})
