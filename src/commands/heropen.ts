import { defineCommand } from './command.ts'
import { askState, type ConversationStatePorts, carryState } from './gesprek/state.ts'

/** `!heropen`: opens a conversation again that was archived. */
export const heropen = defineCommand<ConversationStatePorts>({
  name: 'heropen',
  aliases: ['heropenen', 'reopen'],
  access: 'write',
  place: 'room',
  options: [],
  summary: (t) => t.gesprek.reopen.summary,
  usage: (t) => t.gesprek.reopen.usage,
  examples: ['heropen 1'],
  run: (context, args) => askState(context, args, false),
  carryOut: (context, draft, promptId) => carryState(context, draft, promptId, false),
})
