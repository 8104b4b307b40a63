import type { nl } from '../nl.ts'

export const bot: (typeof nl)['bot'] = {}
