import type { AbonneerPorts } from '../../commands/abonneer/ports.ts'
import type { Store } from '../../store/store.ts'
import { permalink } from '../rooms/conversations.ts'
import type { DayTime } from './subscriptions-time.ts'

/** What keeping somebody's subscriptions needs. */
export type OwnSubscriptionsParts = {
  readonly store: Pick<
    Store,
    | 'linkOfPatient'
    | 'subscriptionsOf'
    | 'subscriptionsFor'
    | 'saveSubscription'
    | 'dropSubscription'
  >
  readonly serverName: string
  readonly digest: DayTime
}

const two = (value: number) => String(value).padStart(2, '0')

/** What somebody is told of, as `!abonneer` sees and changes it. */
export const createOwnSubscriptions = ({
  store,
  serverName,
  digest,
}: OwnSubscriptionsParts): AbonneerPorts['subscriptions'] => ({
  digest: `${two(digest.hour)}:${two(digest.minute)}`,
  async of(userId, patient) {
    return (await store.subscriptionsOf(patient)).find((one) => one.userId === userId)
  },
  async all(userId) {
    const own = await store.subscriptionsFor(userId)
    const rooms = await Promise.all(
      own.map(async (one) => {
        const { name = '', roomId = '' } = (await store.linkOfPatient(one.patient)) ?? {}
        return { ...one, name, href: permalink(roomId, serverName) }
      }),
    )
    return rooms.toSorted((one, other) => one.name.localeCompare(other.name))
  },
  save: (userId, patient, wanted) => store.saveSubscription({ userId, patient, ...wanted }),
  drop: (userId, patient) => store.dropSubscription(userId, patient),
  nameOf: async (patient) => (await store.linkOfPatient(patient))?.name,
})
