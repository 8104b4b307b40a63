export const verwijs = {}
