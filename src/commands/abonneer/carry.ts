import { isObject } from '../../fhir/server/outcome.ts'
import { eventIdentifier } from '../../fhir/value/identifiers.ts'
import { code, heading, paragraph } from '../../reply/document.ts'
import { clockTime } from '../answer/date-words.ts'
import type { Carried, Context } from '../command.ts'
import { changedSince } from '../writing/writing.ts'
import type { AbonneerPorts } from './ports.ts'
import { commandOf, type QuietHours } from './request.ts'
import { isSubscribable, kindWords, type OwnSubscription, timeLines } from './words.ts'

/** A subscription as it was shown and confirmed; without `wanted` it ends. */
export type SubscriptionDraft = {
  readonly patient: string
  readonly userId: string
  readonly wanted?: OwnSubscription
}

const isHour = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 24

const quietOf = (value: unknown): QuietHours | undefined =>
  isObject(value) && isHour(value['from']) && isHour(value['to'])
    ? { from: value['from'], to: value['to'] }
    : undefined

const wantedOf = (value: unknown): OwnSubscription | undefined => {
  if (!isObject(value) || !Array.isArray(value['kinds'])) return undefined
  const kinds = value['kinds'].filter(isSubscribable)
  const quiet = quietOf(value['quiet'])
  const isWhole =
    kinds.length === value['kinds'].length &&
    kinds.length > 0 &&
    typeof value['daily'] === 'boolean' &&
    (value['quiet'] === undefined || quiet !== undefined)
  return isWhole ? { kinds, daily: value['daily'] === true, quiet } : undefined
}

/** What came back from the store, if it is a subscription of this person about this patient. */
const draftFrom = (value: unknown, { patient, asker }: Context): SubscriptionDraft | undefined => {
  if (!isObject(value) || value['patient'] !== patient || value['userId'] !== asker.userId)
    return undefined
  const base = { patient, userId: asker.userId }
  if (value['wanted'] === undefined) return base
  const wanted = wantedOf(value['wanted'])
  return wanted === undefined ? undefined : { ...base, wanted }
}

/** Names what was kept, for who confirmed it and on the audit trail alike: the same at every try. */
const referenceOf = (promptId: string): string =>
  `abonnement-${eventIdentifier(promptId, 1).replace('urn:uuid:', '').slice(0, 8)}`

/** Keeps a confirmed subscription, or ends one; done again it changes nothing more. */
export const carryOutSubscription = async (
  context: Context<AbonneerPorts>,
  value: unknown,
  promptId: string,
): Promise<Carried> => {
  const { t, subscriptions, asker, now, mayRead } = context
  const { abonneer, writing } = t
  const draft = draftFrom(value, context)
  const mayHave = (kind: string) => kind === 'alles' || mayRead(commandOf(kind))
  if (draft === undefined || draft.wanted?.kinds.every(mayHave) === false)
    return changedSince(context)
  const { patient, userId, wanted } = draft
  const room = (await subscriptions.nameOf(patient)) ?? abonneer.here
  if (wanted === undefined) await subscriptions.drop(userId, patient)
  else await subscriptions.save(userId, patient, wanted)
  const reference = referenceOf(promptId)
  const told = writing.reference(reference)
  return {
    kind: 'done',
    document:
      wanted === undefined
        ? [heading(abonneer.off(room), told)]
        : [
            heading(
              abonneer.on(room, kindWords(wanted.kinds, context)),
              ...timeLines(wanted, subscriptions.digest, context),
              told,
            ),
            paragraph(abonneer.where, [abonneer.stop, code('!abonneer uit'), '.']),
          ],
    promptLine: writing.promptDone(
      abonneer.what,
      asker.member.name ?? asker.userId,
      clockTime(now, context),
    ),
    refs: [],
    writes: [reference],
  }
}
