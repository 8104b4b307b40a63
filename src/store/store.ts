/** What the bot remembers, in its own words. Every adapter passes `test/store-contract.ts`. All times are epoch milliseconds. */
export type Store = Inbox &
  Steps &
  Links &
  Prompts &
  Feed &
  Audit &
  Timers &
  Lists &
  Looks &
  Conversations &
  Subscriptions &
  Follows &
  Proposals &
  Closing

/** Something to handle once: a Matrix event or work of the bot's own. */
export type Incoming = {
  /** Unique for ever: a Matrix event id, or `notice:…`, `room:…` for the bot's own work. */
  readonly id: string
  /** What is handled in order and one at a time: a room id, or `patient:…`. */
  readonly lane: string
  /** JSON text. */
  readonly body: string
  /** True when it was found by reading back room history and not delivered by the homeserver. */
  readonly late: boolean
}

/** An incoming item that waits or is being handled. */
export type Item = Incoming & {
  readonly seq: number
  readonly attempts: number
  readonly receivedAt: number
}

/** The parts of a Matrix transaction that are no room events, kept for encryption and receipts. */
export type TransactionExtras = {
  readonly toDevice: readonly unknown[]
  readonly ephemeral: readonly unknown[]
  readonly other: Readonly<Record<string, unknown>>
}

/** An item that was given up on, for an operator to look at. */
export type Letter = {
  readonly seq: number
  readonly id: string
  readonly lane: string
  readonly attempts: number
  readonly code: string
  readonly parkedAt: number
}

export type InboxStats = {
  readonly pending: number
  readonly parked: number
  /** Age of the oldest waiting item, or 0. */
  readonly oldestMs: number
}

export interface Inbox {
  /** Commits the batch durably, drops ids known from the last weeks, keeps the order of the batch. Answers with how many were new. */
  accept(batch: readonly Incoming[], extras?: TransactionExtras): Promise<number>
  /** The ids of `ids` that were accepted before. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** The oldest items of up to `lanes` lanes that are ready and not in `busy`, at most `perLane` of each, in order. */
  ready(options: {
    readonly now: number
    readonly busy: ReadonlySet<string>
    readonly lanes: number
    readonly perLane: number
  }): Promise<ReadonlyMap<string, readonly Item[]>>
  /** The item is handled: its body and remembered steps are forgotten, its id is kept. */
  done(seq: number): Promise<void>
  /** Its lane waits until `at`, then the item is offered again with `attempts` one higher. */
  retry(seq: number, at: number): Promise<void>
  /** Every lane that waits for another try is offered at once. */
  hurry(): Promise<void>
  /** The item leaves its lane; the lane goes on. `code` names why, without payload. */
  park(seq: number, code: string): Promise<void>
  /** When the next waiting lane becomes ready, if any. */
  nextReadyAt(): Promise<number | undefined>
  letters(): Promise<readonly Letter[]>
  /** Offers a parked item again. False when there is no such letter. */
  requeue(seq: number): Promise<boolean>
  /** Forgets ids of handled items, change marks and closed prompts older than `before`. */
  purge(before: number): Promise<void>
  stats(now: number): Promise<InboxStats>
}

export interface Steps {
  /**
   * Runs `run` once per (item id, name) and remembers its JSON result until the item is done, so that a second try of an
   * item repeats what was decided in the first.
   */
  step<T>(itemId: string, name: string, run: () => Promise<T>): Promise<T>
}

/** A patient's rooms. `patient` is a FHIR reference such as `Patient/123`, never an identifier. */
export type RoomLink = {
  readonly patient: string
  /** Random, made before the rooms: aliases and the marker in the create events derive from it. */
  readonly nonce: string
  /** Neutral display name. */
  readonly name: string
  readonly spaceId: string | undefined
  readonly roomId: string | undefined
}

/** Where reading of room history stopped, to find what the homeserver did not deliver. */
export type Gap = { readonly roomId: string; readonly lastEventId: string; readonly lastTs: number }

export interface Links {
  /** The link of a patient, made with `nonce` and `name` when there is none yet. `name` is made unique by the caller's retry: false `created` and a taken name never clash. */
  openLink(patient: string, nonce: string, name: string): Promise<RoomLink>
  saveSpace(patient: string, spaceId: string): Promise<void>
  saveRoom(patient: string, roomId: string): Promise<void>
  linkOfPatient(patient: string): Promise<RoomLink | undefined>
  /** The link whose room or space this is. */
  linkOfRoom(roomId: string): Promise<RoomLink | undefined>
  links(): Promise<readonly RoomLink[]>
  nameTaken(name: string): Promise<boolean>
  /** The direct-message room with a person, when the bot knows one. */
  directRoom(userId: string): Promise<string | undefined>
  saveDirectRoom(userId: string, roomId: string): Promise<void>
  /** The person a direct-message room is shared with. */
  directUser(roomId: string): Promise<string | undefined>
  gap(roomId: string): Promise<Gap | undefined>
  saveGap(gap: Gap): Promise<void>
  /** Small facts that outlive a restart: a device id, a display name that was set, a hash of the avatar. */
  setting(key: string): Promise<string | undefined>
  saveSetting(key: string, value: string): Promise<void>
}

export type PromptState = 'open' | 'executing' | 'done' | 'cancelled' | 'expired'

/** A question that waits for an answer of one person: a confirmation by code, or a missing argument by number. */
export type Prompt = {
  /** The event id of the command that asked. */
  readonly id: string
  readonly kind: 'confirm' | 'choose'
  /** What is confirmed goes to somebody, for the words that are said of it. */
  readonly sends: boolean
  readonly roomId: string
  readonly patient: string
  readonly requester: string
  readonly requesterName: string
  /** Four digits for `confirm`; empty for `choose`. Unique among the open prompts of a room. */
  readonly code: string
  readonly state: PromptState
  readonly createdAt: number
  readonly expiresAt: number
  /** Some try ended without anybody knowing whether it was carried out: never again may it be said that it was not. */
  readonly inDoubt: boolean
  /** What to carry out or to ask further, as JSON; emptied when the prompt closes. */
  readonly payload: string
  /** The event that carries the prompt, so that its first line can be edited. */
  readonly promptEventId: string | undefined
  /** The event that says that it was carried out, for the same reason. */
  readonly doneEventId: string | undefined
  /** The message that claimed it. */
  readonly claimedBy: string | undefined
  /** When it was closed, and what for display: never clinical content. */
  readonly closedAt: number | undefined
  /** The command that was carried out and the references of what it wrote, as JSON, so that it can be taken back. */
  readonly written: string | undefined
  /** The message that is taking it back, or took it back. */
  readonly undoneBy: string | undefined
  readonly undoneAt: number | undefined
  /** Some try to take it back ended without anybody knowing whether it did. */
  readonly undoInDoubt: boolean
}

export interface Prompts {
  /** Keeps the prompt unless its id is there already; answers with the one that is kept. */
  openPrompt(prompt: Prompt): Promise<Prompt>
  prompt(id: string): Promise<Prompt | undefined>
  /** Prompts of a room, newest first; closed ones are kept for a day so that a late or used code gets its own sentence. */
  promptsOf(roomId: string): Promise<readonly Prompt[]>
  /** open → executing for this event. True also when this very event claimed it before; false when another did or it is closed. */
  claimPrompt(id: string, eventId: string): Promise<boolean>
  /** executing → open, after a failure that may be tried again; `unknown` puts the prompt in doubt for good. */
  releasePrompt(id: string, outcome: 'failed' | 'unknown'): Promise<void>
  /** Closes the prompt and empties its payload; `written` tells what is in the record because of it. */
  closePrompt(
    id: string,
    state: 'done' | 'cancelled' | 'expired',
    at: number,
    written?: string,
  ): Promise<void>
  /** What was written is taken back by this event. True also when this very event claimed it before; false when another did, or nothing was written. */
  claimUndo(id: string, eventId: string): Promise<boolean>
  /** It may be tried again; `unknown` puts the taking back in doubt for good. */
  releaseUndo(id: string, outcome: 'failed' | 'unknown'): Promise<void>
  /** It was taken back, once and for all. */
  closeUndo(id: string, at: number): Promise<void>
  /** Prompts whose time is over and that are not closed, those of which the outcome is awaited too. */
  expiredPrompts(now: number): Promise<readonly Prompt[]>
  savePromptEvent(id: string, promptEventId: string): Promise<void>
  saveDoneEvent(id: string, doneEventId: string): Promise<void>
}

/** One version of one resource. */
export type Change = { readonly type: string; readonly id: string; readonly versionId: string }

export interface Feed {
  /** Where polling of a resource type stands: a FHIR instant. */
  cursor(type: string): Promise<string | undefined>
  /** Of `changes`, those that were not seen before. */
  unseen(changes: readonly Change[]): Promise<readonly Change[]>
  /** True when any version of this resource was seen before. */
  seenBefore(type: string, id: string): Promise<boolean>
  /** In one commit: marks the changes as seen, moves the cursors and accepts the work that follows from them. */
  advance(update: {
    readonly changes: readonly Change[]
    readonly cursors: Readonly<Record<string, string>>
    readonly work: readonly Incoming[]
  }): Promise<void>
  /** Remembers identifier values the bot is about to write: until it knows which versions it wrote, they tell its own. */
  saveOwnIdentifiers(values: readonly string[]): Promise<void>
  /** In one commit: these versions are what was written, and count as seen; their identifiers tell nothing any more. */
  saveOwnVersions(values: readonly string[], versions: readonly Change[]): Promise<void>
  ownIdentifiers(values: readonly string[]): Promise<ReadonlySet<string>>
}

/** One line of the audit trail (NEN 7513). Never clinical content, a BSN or a search value. */
export type AuditEntry = {
  readonly at: number
  /** Matrix user id of who asked, or `system`. */
  readonly who: string
  /** Reference of the PractitionerRole or Practitioner it belongs to, if known. */
  readonly role: string | undefined
  readonly action:
    | 'command'
    | 'denial'
    | 'read'
    | 'write'
    | 'drop'
    | 'invite'
    | 'remove'
    | 'notice'
    | 'redact'
  /** The command word, or the resource types read or written, with counts or references. */
  readonly what: string
  /** Logical reference. */
  readonly patient: string | undefined
  readonly roomId: string | undefined
  readonly eventId: string | undefined
  readonly outcome: string
  /** The rule of the policy that allowed it. */
  readonly rule?: string | undefined
  /** Codes of the role somebody asks in, as `uzi:30.000` or `sct:158965000`, with spaces between. */
  readonly codes?: string | undefined
  /** Name of the source that was asked. */
  readonly source?: string | undefined
}

/** `version`: of the bot that wrote it; lines of before that was kept have none. */
export type AuditLine = AuditEntry & {
  readonly seq: number
  readonly hash: string
  readonly version?: string
}

/** Which lines: of one patient, after a line, and no more than so many. */
export type AuditFilter = {
  readonly patient?: string
  readonly after?: number
  readonly most?: number
}

export interface Audit {
  /** Appends in one commit, each line chained to the one before by its hash. A line equal in everything but time to one of the same event is not added twice. */
  audit(entries: readonly AuditEntry[]): Promise<void>
  /** In order; without `most` all of it, however much that is. */
  auditTrail(filter: AuditFilter): Promise<readonly AuditLine[]>
  /** The first line whose hash does not fit the chain, or undefined when the chain is whole. */
  brokenAuditLine(): Promise<number | undefined>
}

/** Work of the bot's own that is to be done later. */
export type Timer = {
  /** Unique while it waits; the item it becomes is called `timer:<id>:<dueAt>`. */
  readonly id: string
  readonly dueAt: number
  readonly lane: string
  /** JSON text with a `kind`. */
  readonly body: string
}

export interface Timers {
  /** Sets the timer; one with the same id is replaced. */
  setTimer(timer: Timer): Promise<void>
  dropTimer(id: string): Promise<void>
  /** In one commit: timers that are due become inbox items. Answers with how many were. */
  fireTimers(now: number): Promise<number>
}

/** What was listed for somebody in a room: references and the words of the command, never what it said. */
export type ListedLines = {
  readonly roomId: string
  readonly userId: string
  readonly command: string
  /** The arguments, as JSON. */
  readonly args: string
  /** The arguments that show the rest, as JSON. */
  readonly more: string | undefined
  readonly at: number
  /** For each number, from 1, the keys of the records the line was made from. */
  readonly lines: readonly (readonly string[])[]
  /** The message that asked for it. */
  readonly askedBy: string
  /** The events that show its lines. */
  readonly answers: readonly string[]
}

export interface Lists {
  /** Keeps the list as the last one of this person in this room. */
  saveList(list: ListedLines): Promise<void>
  /** This event shows lines of the list that was asked for by that message, if it still is the last one. */
  saveListAnswer(
    list: Pick<ListedLines, 'roomId' | 'userId' | 'askedBy'>,
    answerId: string,
  ): Promise<void>
  lastList(roomId: string, userId: string): Promise<ListedLines | undefined>
}

/** Until when somebody has seen the news of a patient's record, by the name of each source. */
export type Looked = {
  readonly roomId: string
  readonly userId: string
  readonly until: Readonly<Record<string, number>>
}

export interface Looks {
  /** Empty for somebody who never looked. */
  looked(roomId: string, userId: string): Promise<Looked['until']>
  /** Moves the named sources forward, never back; the others stay. */
  saveLooked(looked: Looked): Promise<void>
}

/** A conversation about a patient: a CommunicationRequest in the record, and a room in the patient's space. */
export type Conversation = {
  /** `CommunicationRequest/12`. */
  readonly request: string
  readonly patient: string
  /** Counts the patient's conversations, from 1. */
  readonly number: number
  /** Random, made before the room: its alias and the marker in its create event derive from it. */
  readonly nonce: string
  readonly roomId: string | undefined
  readonly archived: boolean
  /** Accounts that were asked to take part. */
  readonly people: readonly string[]
}

export interface Conversations {
  /** Keeps the conversation, with the patient's next number, unless its request is there already; answers with the kept one. */
  openConversation(
    conversation: Pick<Conversation, 'request' | 'patient' | 'nonce' | 'people'>,
  ): Promise<Conversation>
  saveConversationRoom(request: string, roomId: string): Promise<void>
  archiveConversation(request: string, archived: boolean): Promise<void>
  addToConversation(request: string, people: readonly string[]): Promise<void>
  conversation(request: string): Promise<Conversation | undefined>
  conversationOfRoom(roomId: string): Promise<Conversation | undefined>
  /** In the order of their numbers. */
  conversationsOf(patient: string): Promise<readonly Conversation[]>
}

/** Of which changes in a patient's record somebody is told in their direct message. */
export type Subscription = {
  readonly userId: string
  readonly patient: string
  readonly kinds: readonly string[]
  /** Once a day instead of at once. */
  readonly daily: boolean
  /** Hours of the day in which nothing is told; over midnight when `from` is the later one. */
  readonly quiet: { readonly from: number; readonly to: number } | undefined
}

/** A change somebody is to be told of: that there is one, never what it says. */
export type News = {
  readonly userId: string
  readonly patient: string
  /** Names the version: `Observation/12/3`. */
  readonly change: string
  readonly kind: string
  readonly isNew: boolean
  readonly dueAt: number
}

export interface Subscriptions {
  saveSubscription(subscription: Subscription): Promise<void>
  /** With the news that was not told yet. False when there was none. */
  dropSubscription(userId: string, patient: string): Promise<boolean>
  subscriptionsOf(patient: string): Promise<readonly Subscription[]>
  subscriptionsFor(userId: string): Promise<readonly Subscription[]>
  /** In one commit with the timers that tell it: an item `{kind: 'tell-news', userId}`. A change is added once for each person, as long as it is remembered (two weeks). */
  addNews(news: readonly News[]): Promise<void>
  /** What is due is this item's from now on; asked again it is the same. */
  takeNews(userId: string, itemId: string, now: number): Promise<readonly News[]>
  /** When news was last taken for this person. */
  lastNewsAt(userId: string): Promise<number | undefined>
}

/** Somebody who is called because something is urgent. */
export type Call = {
  /** How far it went: called, called again, or the next person called. */
  readonly stage: 'called' | 'reminded' | 'escalated'
  /** Accounts of everybody who was called: each of them can acknowledge it. */
  readonly asked: readonly string[]
  /** Name of who was called last. */
  readonly name: string
  /** The messages that called, and the one with the details. */
  readonly eventIds: readonly string[]
  /** Nobody acknowledged it yet, and nothing was done about the request. */
  readonly isOpen: boolean
}

/** A request the bot sent, of which it tells what becomes of it: references and states, never what it says. */
export type Follow = {
  /** `Task/12`. */
  readonly ref: string
  readonly patient: string
  readonly roomId: string
  /** The message that had it sent. */
  readonly askedBy: string
  /** The answer that said so: what becomes of it is told as replies to that. */
  readonly answerId: string | undefined
  readonly kind: 'referral' | 'callback' | 'task'
  readonly requester: string
  readonly requesterName: string
  readonly owner: string | undefined
  readonly ownerName: string | undefined
  readonly ownerIds: readonly string[]
  /** As it was told last. */
  readonly status: string
  readonly versionId: string | undefined
  readonly dueAt: number | undefined
  readonly call: Call | undefined
}

export interface Follows {
  /** Keeps the request unless it is there already. */
  addFollow(follow: Follow): Promise<void>
  follow(ref: string): Promise<Follow | undefined>
  /** Requests in this room about which somebody is being called. */
  callsIn(roomId: string): Promise<readonly Follow[]>
  /** Which answer said that what this message asked for was sent; the first one stays. */
  saveFollowAnswer(askedBy: string, eventId: string): Promise<void>
  /** `endedAt` when nothing more can become of it: it is forgotten some time after. */
  saveFollowState(
    ref: string,
    state: Pick<Follow, 'status' | 'versionId' | 'owner' | 'dueAt'> & {
      readonly endedAt: number | undefined
    },
  ): Promise<void>
  saveCall(ref: string, call: Call): Promise<void>
}

/** A proposal for a repeat of a medicine that was put on record, of which it is told what is answered to it. */
export type Proposal = {
  /** `MedicationRequest/12`. */
  readonly ref: string
  /** By which its answers may name it in the place of the reference: `system|value`. */
  readonly identifier: string
  readonly patient: string
  readonly roomId: string
  /** The message that had it written. */
  readonly askedBy: string
  /** The answer that said so. */
  readonly answerId: string | undefined
  readonly at: number
}

export interface Proposals {
  /** Keeps the proposal unless it is there already. */
  addProposal(proposal: Proposal): Promise<void>
  /** The proposals these references or identifiers name, each once. */
  proposalsNamed(names: readonly string[]): Promise<readonly Proposal[]>
  /** The first answer to the message that had it written is the one that is replied to. */
  saveProposalAnswer(askedBy: string, eventId: string): Promise<void>
  /** By what was told of an answer last: a mark, never what it says. */
  toldReply(reply: string): Promise<string | undefined>
  saveToldReply(reply: string, mark: string, at: number): Promise<void>
}

export interface Closing {
  close(): Promise<void>
}
