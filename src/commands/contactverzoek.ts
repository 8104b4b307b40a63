import { defineCommand } from './command.ts'
import { carryOutTask, type TaskCarryPorts, takeTaskBack } from './taak/carry.ts'
import { type NewTaskPorts, newTask } from './taak/new.ts'
import { taskIdentifiersOf } from './taak/taak.ts'

/** `!contactverzoek`: asks somebody of the team to call back; when that person is away, the deputy is proposed. */
export const contactverzoek = defineCommand<NewTaskPorts & TaskCarryPorts>({
  name: 'contactverzoek',
  aliases: ['bel', 'terugbellen', 'terugbelverzoek', 'callback'],
  access: 'write',
  place: 'room',
  options: ['spoed', 'prio', 'uiterlijk', 'toch'],
  summary: (t) => t.contactverzoek.summary,
  usage: (t) => t.contactverzoek.usage,
  examples: ['contactverzoek huisarts over de medicatie', 'contactverzoek @naam voor morgen 12:00'],
  run: (context, args) => newTask('callback', context, args),
  carryOut: carryOutTask,
  undo: (context, refs) => takeTaskBack(context, refs, context.t.taak.names.callback),
  ownIdentifiers: taskIdentifiersOf,
})
