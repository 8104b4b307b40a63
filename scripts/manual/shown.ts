import type { Content } from '../../src/bot/gateway.ts'

const fieldsOf = (value: unknown): Content =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const textIn = (content: Content, field: string): string | undefined => {
  const value = content[field]
  return typeof value === 'string' ? value : undefined
}

/** Whether it changes a message that stands there already. */
export const isEdit = (content: Content): boolean =>
  fieldsOf(content['m.relates_to'])['rel_type'] === 'm.replace'

/** The words of a message; of a picture the words beside it. */
export const bodyOf = (content: Content): string => textIn(content, 'body') ?? ''

/** The same as people see it. */
export const htmlOf = (content: Content): string | undefined => textIn(content, 'formatted_body')

/** Where a picture that was posted can be had. */
export const pictureOf = (content: Content): string | undefined =>
  textIn(content, 'msgtype') === 'm.image' ? textIn(content, 'url') : undefined
