export const clinical = {}
