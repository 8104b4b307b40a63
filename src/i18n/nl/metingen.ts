export const metingen = {}
