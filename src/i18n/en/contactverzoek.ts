import type { nl } from '../nl.ts'

/** Words of `!contactverzoek`; what it shares with `!taak` stands there. */
export const contactverzoek: (typeof nl)['contactverzoek'] = {
  summary: 'ask somebody of this care team to call back',
  usage: 'contactverzoek <who> [about what] [voor <date>] [spoed]',
}
