import type { nl } from '../nl.ts'

/** Words of `!taken`, and of every line about a task. */
export const taken: (typeof nl)['taken'] = {
  title: 'Tasks',
  titleMine: 'My tasks',
  titleAll: 'Tasks, closed ones too',
  summary: "this client's open tasks; in the direct message all your own",
  usage: 'taken [mijn|open|alles]',
  misused: (word) => `I do not know “${word}” with !taken. Type one of these:`,
  open: (count) => `Open (${count})`,
  closed: (count) => `Done, refused or withdrawn (${count})`,
  noneOpen: (sources, stamp) =>
    `No open tasks found in ${sources} (as of ${stamp}). That does not mean that there is nothing to do.`,
  noneMine: (sources, stamp) =>
    `No open tasks in your name found in ${sources} (as of ${stamp}). Other tasks of this client are in `,
  inError: (count) =>
    count === 1
      ? '1 task was entered in error and is not shown.'
      : `${count} tasks were entered in error and are not shown.`,
  how: 'Type its number, for example ',
  howExample: '!taak 1 accepteer',
  kinds: { referral: 'referral', callback: 'call-back request', task: 'task' },
  priorities: { stat: 'IMMEDIATELY', asap: 'AS SOON AS POSSIBLE', urgent: 'URGENT' },
  priorityOther: (code) => `priority ${code}`,
  statuses: {
    draft: 'draft',
    requested: 'requested',
    received: 'received',
    accepted: 'accepted',
    rejected: 'refused',
    ready: 'ready',
    cancelled: 'withdrawn',
    'in-progress': 'in progress',
    'on-hold': 'on hold',
    failed: 'failed',
    completed: 'completed',
    'entered-in-error': 'entered in error',
    unknown: 'unknown',
  },
  statusOther: (code) => `status unknown (${code})`,
  status: (words) => `status: ${words}`,
  reason: (words) => `reason: ${words}`,
  why: (words) => `because: ${words}`,
  output: (words) => `outcome: ${words}`,
  note: (words) => `remark: ${words}`,
  withoutWhat: 'without a description',
  mustNot: '⚠\u00A0MUST NOT BE DONE:',
  proposal: 'proposal, no order',
  for: (words) => `for ${words}`,
  forNobody: 'for nobody in particular',
  from: (words, when) => `asked by ${words}, ${when}`,
  before: (when) => `by ${when}`,
  late: (when) => `⚠\u00A0LATE, asked for by ${when}`,
  source: (label) => `source ${label}`,
  own: {
    title: (count) => (count === 1 ? '1 open task for you' : `${count} open tasks for you`),
    none: 'No open tasks in your name found in your rooms. That does not mean that there is nothing to do.',
    down: (why) => `Not done: your tasks could not be fetched (${why}). Try again later.`,
    incomplete: 'Not all tasks or rooms could be checked.',
    more: (count) => `${count} more: look in the rooms with !taken.`,
    hint: 'What is to be done is said in the room itself: type !taken there.',
  },
}
