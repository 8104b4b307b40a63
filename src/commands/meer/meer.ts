import { paragraph } from '../../reply/document.ts'
import { defineCommand } from '../command.ts'
import { lastListOr } from './last.ts'

/** `!meer`: what was left out of the asker's last list here. Who may see it is judged by the command of that list. */
export const meer = defineCommand<unknown>({
  name: 'meer',
  aliases: ['more', 'verder'],
  access: 'open',
  place: 'both',
  options: [],
  summary: (t) => t.meer.summary,
  usage: (t) => t.meer.usage,
  examples: ['meer'],
  async run(context, args) {
    const { meer: words, writing } = context.t
    const last = await lastListOr(context, args, 'meer')
    if ('said' in last) return last.said
    const { command, more } = last.list
    if (more === undefined) return { kind: 'misused', document: [paragraph(words.nothingMore)] }
    const document = [paragraph(writing.list.none)]
    return { kind: 'again', command, args: more, goesOn: true, document }
  },
})
