import type { Messages } from '../../i18n/messages.ts'
import type { Context } from '../command.ts'

const plainMessages = (t: Messages): Messages => {
  const { clinical, metingen, grafiek, wie } = t.lay.instead
  return {
    ...t,
    clinical: { ...t.clinical, ...clinical },
    metingen: { ...t.metingen, ...metingen },
    grafiek: { ...t.grafiek, ...grafiek },
    wie: { ...t.wie, ...wie },
  }
}

/** The same context, with plain words (B1) in the place of those for professionals where a client or relative reads. */
export const inPlainWords = <C extends Pick<Context, 'audience' | 't'>>(context: C): C =>
  context.audience === 'lay' ? { ...context, t: plainMessages(context.t) } : context
