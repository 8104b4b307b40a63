/** A request that was sent, of which the asker is told what becomes of it. */
export type Followed = {
  /** `Task/12`. */
  readonly ref: string
  readonly versionId: string | undefined
  readonly kind: 'referral' | 'callback' | 'task'
  readonly requesterName: string
  /** Who is asked, when it is one person or organization. */
  readonly owner:
    | { readonly ref: string; readonly name: string; readonly userIds: readonly string[] }
    | undefined
  /** Before when it is to be accepted or done, in milliseconds. */
  readonly dueAt: number | undefined
  /** Somebody is to be called at once. */
  readonly isUrgent: boolean
  /** When it was confirmed, in milliseconds: the same at every try. */
  readonly at: number
}

/** Where a message stands and who wrote it. */
export type FollowPlace = {
  readonly patient: string
  readonly roomId: string
  /** The message that is being answered. */
  readonly eventId: string
  readonly userId: string
}

/** Who somebody is to a room, after the bot did what it could about that. */
export type BroughtIn = 'here' | 'invited' | 'failed' | 'no-account'

/** How a command that asks something of somebody has it followed. All safe to repeat. */
export type FollowPorts = {
  readonly follow: {
    /** From now on what becomes of it is told below the answer to this message. */
    add(task: Followed, place: FollowPlace): Promise<void>
    /** A step the bot itself just took and told: it is not told again. */
    told(ref: string, status: string, versionId: string | undefined): Promise<void>
    /** Somebody of the care team who is not in the room is invited. */
    bringIn(place: FollowPlace, userIds: readonly string[]): Promise<BroughtIn>
    /** After how many minutes somebody who was called is called again. */
    readonly pingMinutes: number
  }
}
