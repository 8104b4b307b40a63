import type { nl } from '../nl.ts'

export const mijn: (typeof nl)['mijn'] = {
  summary: 'your rooms, with links and your open tasks',
  usage: 'mijn [part of the name]',
  title: (count) => (count === 1 ? 'Your room' : `Your rooms (${count})`),
  none: 'No rooms were found for you.',
  noneNamed: (part) => `No room of yours has “${part}” in its name.`,
  incomplete: 'Not every care team could be looked at. Rooms may be missing.',
  tasks: (count) => (count === 1 ? '1 open task for you' : `${count} open tasks for you`),
  urgent: (count) => `${count} urgent`,
  tasksUnknown: 'Your open tasks could not (all) be counted.',
  more: (count) => `${count} more – type part of the name, for example `,
}
