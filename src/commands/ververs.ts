import { paragraph } from '../reply/document.ts'
import { defineCommand } from './command.ts'
import { lastListOr } from './meer/last.ts'

/** What `!ververs` needs: makes the asker's next question about a patient be asked of every source anew. */
export type RefreshPorts = { readonly refresh?: (patient: string) => Promise<void> }

/** `!ververs`: the asker's last question here again, with fresh answers. */
export const ververs = defineCommand<RefreshPorts>({
  name: 'ververs',
  aliases: ['refresh', 'vernieuw'],
  access: 'open',
  place: 'both',
  options: [],
  summary: (t) => t.meer.refreshSummary,
  usage: (t) => t.meer.refreshUsage,
  examples: ['ververs'],
  async run(context, args) {
    const { patient, refresh, t } = context
    const last = await lastListOr(context, args, 'ververs')
    if ('said' in last) return last.said
    await refresh?.(patient)
    const { command, args: same } = last.list
    return { kind: 'again', command, args: same, document: [paragraph(t.writing.list.none)] }
  },
})
