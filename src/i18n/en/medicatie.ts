import type { nl } from '../nl.ts'

export const medicatie: (typeof nl)['medicatie'] = {}
