import type { nl } from '../nl.ts'

export const metingen: (typeof nl)['metingen'] = {}
