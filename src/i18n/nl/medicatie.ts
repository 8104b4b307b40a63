export const medicatie = {}
