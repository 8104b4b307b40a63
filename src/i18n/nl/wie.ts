export const wie = {}
