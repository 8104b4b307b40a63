import type { nl } from '../nl.ts'

export const clinical: (typeof nl)['clinical'] = {}
