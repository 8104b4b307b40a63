import type { nl } from '../nl.ts'

export const wie: (typeof nl)['wie'] = {}
