import { asJson, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'

/** The whole history of a room as this person may see it, oldest first. */
export const historyOf = async (
  client: Client,
  roomId: string,
): Promise<readonly ClientEvent[]> => {
  const events: ClientEvent[] = []
  let from: string | undefined
  do {
    const page = await client.messages(roomId, {
      dir: 'f',
      limit: 500,
      ...(from === undefined ? {} : { from }),
    })
    events.push(...page.events)
    from = page.events.length === 0 ? undefined : page.next
  } while (from !== undefined)
  return events
}

/** Whether an event gives an earlier one a new text. */
export const isEdit = (event: ClientEvent): boolean =>
  asJson(event.content['m.relates_to'])['rel_type'] === 'm.replace'

/** The counts of a notice about the record, or undefined when it is another message. */
export const countsIn = (event: ClientEvent): ReadonlyMap<string, number> | undefined => {
  const said = /^Nieuw in het dossier: ([^.]*)\./.exec(String(event.content['body']))?.[1]
  if (said === undefined) return undefined
  return new Map(
    [...said.matchAll(/(\p{L}+) \((\d+)\)/gu)].map(([, kind = '', count]) => [kind, Number(count)]),
  )
}
