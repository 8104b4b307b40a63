type Fields = Readonly<Record<string, unknown>>

const largestBody = 8192
const withCaption = new Set(['m.image', 'm.file', 'm.video', 'm.audio'])

/** Narrows JSON to an object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** What the flow needs of a message beside its words. */
export type Where = {
  /** Root of the thread the message stands in (Client-Server API, "Threading"). */
  readonly threadId: string | undefined
  /** The event the person really replied to; never the fallback of a thread. */
  readonly replyTo: string | undefined
  /** True when the words are the caption of a file. */
  readonly attachment: boolean
}

/** Where a message stands, and whether an old client may have put a quotation before it. */
export const whereOf = (content: Fields): Where & { readonly mayQuote: boolean } => {
  const relation = fieldsOf(content['m.relates_to'])
  const repliedTo = idOf(fieldsOf(relation['m.in_reply_to'])['event_id'])
  const inThread = relation['rel_type'] === 'm.thread'
  return {
    threadId: inThread ? idOf(relation['event_id']) : undefined,
    replyTo: inThread && relation['is_falling_back'] === true ? undefined : repliedTo,
    attachment: content['msgtype'] !== 'm.text',
    mayQuote: repliedTo !== undefined,
  }
}

/** The event an edit replaces and its new content (Client-Server API, "Event replacements"). */
export const replacementOf = (
  content: Fields,
): { readonly of: string; readonly content: Fields } | undefined => {
  const relation = fieldsOf(content['m.relates_to'])
  if (relation['rel_type'] !== 'm.replace') return undefined
  const { 'm.relates_to': _relation, ...replaced } = fieldsOf(content['m.new_content'])
  return { of: idOf(relation['event_id']) ?? '', content: replaced }
}

/** The words of a text message or a caption; undefined for everything else, and for more than 8 kB. */
export const bodyOf = (content: Fields): string | undefined => {
  const { msgtype, body, filename } = content
  if (typeof body !== 'string' || Buffer.byteLength(body) > largestBody) return undefined
  if (msgtype === 'm.text') return body
  const isFile = typeof msgtype === 'string' && withCaption.has(msgtype)
  return isFile && typeof filename === 'string' && filename !== body ? body : undefined
}

/** The beginning of a text message that is longer than is read; enough to see whether it was a command. */
export const startOfLong = ({ msgtype, body }: Fields): string | undefined =>
  msgtype === 'm.text' && typeof body === 'string' && Buffer.byteLength(body) > largestBody
    ? body.slice(0, 80)
    : undefined

/** The people a message mentions (Client-Server API, "User and room mentions"). */
export const mentionedIn = (content: Fields): readonly string[] => {
  const ids = fieldsOf(content['m.mentions'])['user_ids']
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
}

/** A command a client sent as data (MSC4391). */
export type StructuredCommand = { readonly command: string; readonly arguments: Fields }

/** The command object, but only when it is meant for this bot alone. */
export const structuredIn = (content: Fields, botUserId: string): StructuredCommand | undefined => {
  const object = fieldsOf(content['m.bot.command'] ?? content['org.matrix.msc4391.command'])
  const ids = mentionedIn(content)
  const isOurs = ids.length === 1 && ids[0] === botUserId
  const { command } = object
  if (!isOurs || typeof command !== 'string' || content['msgtype'] !== 'm.text') return undefined
  if (Buffer.byteLength(JSON.stringify(object)) > largestBody) return undefined
  return { command, arguments: fieldsOf(object['arguments']) }
}
