import type { WritingPorts } from '../writing/writing.ts'
import type { OwnSubscription } from './words.ts'

/** What `!abonneer` needs: what this person is told of, and which answers they may read at all. */
export type AbonneerPorts = WritingPorts & {
  readonly place: 'room' | 'direct'
  readonly subscriptions: {
    /** When those are told who want it once a day, e.g. `07:30`. */
    readonly digest: string
    readonly of: (userId: string, patient: string) => Promise<OwnSubscription | undefined>
    /** All of this person, with the neutral name and the link of each room. */
    readonly all: (userId: string) => Promise<
      readonly (OwnSubscription & {
        readonly patient: string
        readonly name: string
        readonly href: string
      })[]
    >
    readonly save: (userId: string, patient: string, wanted: OwnSubscription) => Promise<void>
    readonly drop: (userId: string, patient: string) => Promise<boolean>
    /** The neutral name of a patient's room. */
    readonly nameOf: (patient: string) => Promise<string | undefined>
  }
  /** Whether this person may use the command that shows it. */
  readonly mayRead: (command: string) => boolean
}
