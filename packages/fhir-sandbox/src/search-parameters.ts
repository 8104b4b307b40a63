import { loadDefinitions, type ParameterDefinition } from './definitions.ts'
import { refusal } from './refusal.ts'
import { isStoredType } from './resource-types.ts'

/** A search parameter of one type, with the name its index rows carry. */
export type Parameter = ParameterDefinition & {
  readonly code: string
  /** `Observation.code`: the value of the column `param`. */
  readonly name: string
}

/** Which index table holds the values of a parameter. */
export type IndexTable = 'token' | 'string' | 'reference' | 'date' | 'number'

const TABLES: Readonly<Record<ParameterDefinition['type'], IndexTable | undefined>> = {
  token: 'token',
  uri: 'token',
  string: 'string',
  reference: 'reference',
  date: 'date',
  number: 'number',
  quantity: 'number',
  composite: undefined,
  special: undefined,
}

/** The index table of a parameter type, or undefined for what this server does not index by one value. */
export const tableOf = (type: ParameterDefinition['type']): IndexTable | undefined => TABLES[type]

/** All parameters of a type, by code. */
export const parametersOf = (type: string): readonly Parameter[] =>
  Object.entries(loadDefinitions().parameters[type] ?? {}).map(([code, definition]) => ({
    ...definition,
    code,
    name: `${type}.${code}`,
  }))

/** One parameter, or undefined when the type has none of this code. */
export const findParameter = (type: string, code: string): Parameter | undefined => {
  const all = loadDefinitions().parameters[type]
  const definition = all && Object.hasOwn(all, code) ? all[code] : undefined
  return definition ? { ...definition, code, name: `${type}.${code}` } : undefined
}

/** One parameter; an unknown one is a refusal, never an empty answer. */
export const parameterOf = (type: string, code: string): Parameter => {
  const parameter = findParameter(type, code)
  if (!parameter) {
    throw refusal(400, 'not-supported', `Unknown search parameter "${code}" for ${type}`)
  }
  return parameter
}

/** Types a reference parameter may point to, among those this server stores. */
export const targetsOf = (parameter: Parameter): readonly string[] =>
  (parameter.target ?? []).filter(isStoredType)
