import { defineCommand } from './command.ts'
import { askState, type ConversationStatePorts, carryState } from './gesprek/state.ts'

/** `!archiveer`: closes a conversation; what was said in it can be read on. */
export const archiveer = defineCommand<ConversationStatePorts>({
  name: 'archiveer',
  aliases: ['archiveren', 'archive'],
  access: 'write',
  place: 'room',
  options: [],
  summary: (t) => t.gesprek.archive.summary,
  usage: (t) => t.gesprek.archive.usage,
  examples: ['archiveer 1'],
  run: (context, args) => askState(context, args, true),
  carryOut: (context, draft, promptId) => carryState(context, draft, promptId, true),
})
