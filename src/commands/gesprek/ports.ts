import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { WriterPorts } from '../command.ts'

/** The room a conversation is held in, under its neutral name. */
export type ConversationRoom = {
  /** `CommunicationRequest/12`. */
  readonly request: string
  readonly number: number
  readonly name: string
  /** Undefined until the room is made. */
  readonly roomId: string | undefined
  readonly href: string | undefined
  readonly archived: boolean
}

/** The rooms of conversations, which are made and changed soon after they are asked for, once. */
export type ConversationRooms = {
  /** Safe to repeat: the same request has one room. */
  open(conversation: {
    readonly request: string
    readonly patient: string
    readonly people: readonly string[]
  }): Promise<ConversationRoom>
  /** `deed` names the confirmation, so that it is done once. */
  setArchived(request: string, archived: boolean, deed: string): Promise<void>
  ofPatient(patient: string): Promise<readonly ConversationRoom[]>
  /** The conversation this room is for. */
  ofRoom(roomId: string): Promise<ConversationRoom | undefined>
  /** Asks more people into a conversation. */
  include(request: string, people: readonly string[], deed: string): Promise<void>
}

/** What the commands about conversations need. */
export type ConversationPorts = { readonly conversations: ConversationRooms }

/** What opening and closing one needs too. */
export type ConversationWriterPorts = ConversationPorts &
  WriterPorts & { readonly careTeams: CareTeamReader }
