export const allergie = {}
