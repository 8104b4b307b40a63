export const bot = {}
