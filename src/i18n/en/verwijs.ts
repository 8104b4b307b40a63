import type { nl } from '../nl.ts'

export const verwijs: (typeof nl)['verwijs'] = {}
