import type { nl } from '../nl.ts'

export const allergie: (typeof nl)['allergie'] = {}
