import type { Drawing } from '../chart/spec.ts'
import type { ResourceRef } from '../fhir/fhir.ts'
import type { RecordReader } from '../fhir/record/record.ts'
import type { RecordWriter } from '../fhir/record/writer.ts'
import type { TeamMember } from '../fhir/team/care-team.ts'
import type { Messages } from '../i18n/messages.ts'
import type { Document } from '../reply/document.ts'

/** What stands after the command word: words of the first line, options, and the lines below it, verbatim. */
export type Args = {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | true>>
  readonly text: string
  /** Which of the command's `forms` was typed. */
  readonly called?: string
  /** People who were mentioned in it, with the words that stand for them. */
  readonly mentions?: readonly Mentioned[]
}

/** Somebody a message mentions: most clients put the name in the text and the account only beside it. */
export type Mentioned = { readonly userId: string; readonly text: string }

/** Who asks, as FHIR knows them. */
export type Asker = { readonly userId: string; readonly member: TeamMember }

/** What was last listed for somebody in a room, so that a line can be named by its number. */
export type KeptList = {
  readonly command: string
  readonly args: Args
  /** What shows the rest of it, if there was more. */
  readonly more: Args | undefined
  readonly at: Date
  /** For each number, from 1, the keys of the records the line was made from. */
  readonly lines: readonly (readonly string[])[]
}

/** Who may read what is answered: professionals alone, or a client or relative too, for whom it is said in plain words. */
export type Reading = 'professional' | 'lay'

/** What a command that reads the record needs. */
export type RecordPorts = { readonly record: RecordReader }

/** What a command that writes into the record needs. */
export type WriterPorts = { readonly writer: RecordWriter }

/** What every command of a patient's room is given. Ports are added by the command that needs them. */
export type Context<Ports = unknown> = Ports & {
  readonly patient: string
  readonly roomId: string
  readonly eventId: string
  readonly asker: Asker
  readonly audience: Reading
  /** What was listed last for the asker in this room; undefined when nothing was, or too long ago. */
  readonly lastList: () => Promise<KeptList | undefined>
  readonly t: Messages
  /** IANA zone for dates shown to people. */
  readonly timeZone: string
  readonly now: Date
  readonly signal: AbortSignal
}

/** A picture of numbers that the words of the answer hold too; never a name of a patient in it. */
export type Picture = Drawing & {
  readonly filename: string
  /** Says the numbers again, for those who cannot see the picture. */
  readonly caption: string
}

/** What a command gives back; it never sends anything itself. */
export type Outcome =
  | {
      readonly kind: 'answer'
      readonly document: Document
      /** What the answer rests on; goes into `nl-ta-chat.fhir`. */
      readonly refs: readonly ResourceRef[]
      /** What was read, for the audit trail: `MedicationRequest 12`; never content. */
      readonly reads: readonly string[]
      /** References dropped because they belong to another patient (S13). */
      readonly foreign: readonly string[]
      readonly outcome: 'ok' | 'partial' | 'failed'
      /** The arguments that show what was left out; `!meer` runs them. */
      readonly more?: Args
      /** Posted right after the words, which say the same. */
      readonly picture?: Picture
      /** Tells about a line of the last list, which stays the list that numbers name. */
      readonly beside?: true
      /** Kept once this answer is sent: until when its asker has seen the news of each source. */
      readonly seen?: Readonly<Record<string, number>>
    }
  | {
      /** Another command is run in the place of this one, as if it had been typed (`!meer`, `!ververs`). */
      readonly kind: 'again'
      readonly command: string
      readonly args: Args
      /** It shows the rest of the last list, so its numbers count on. */
      readonly goesOn?: true
      /** Said when there is no such command. */
      readonly document: Document
      readonly reads?: readonly string[]
    }
  | {
      readonly kind: 'misused'
      readonly document: Document
      /** What it rests on, when it tells a fact of the record. */
      readonly refs?: readonly ResourceRef[]
      /** What was read all the same. */
      readonly reads?: readonly string[]
    }
  | {
      /** A missing argument: the next message of this person that is a bare number picks from `choices`. */
      readonly kind: 'choose'
      readonly document: Document
      readonly choices: readonly Args[]
      /** When set, any text (not only a number) of this person completes `words`, e.g. the question of a referral. */
      readonly free?: Args
      /** What it rests on, when it shows facts of the record. */
      readonly refs?: readonly ResourceRef[]
      readonly reads?: readonly string[]
    }
  | {
      /** A write that waits for `ja <code>`; `preview` is given the code and the end of its life. */
      readonly kind: 'confirm'
      readonly preview: (code: string, until: Date) => Document
      /** JSON that `carryOut` gets back. */
      readonly draft: unknown
      /** Everything the preview shows facts of: by it is judged where it may stand, and how long. */
      readonly refs: readonly ResourceRef[]
      readonly reads?: readonly string[]
      /** It goes to somebody: what is said of it speaks of sending. */
      readonly sends?: true
    }

/** What was written, with the version that stood there before it, when it was a change. */
export type WrittenRef = ResourceRef & { readonly before?: string }

/** What carrying out a confirmed draft gives: the answer, and the identifiers are derived from the prompt's event id. */
export type Carried =
  | {
      readonly kind: 'done'
      readonly document: Document
      readonly promptLine: string
      readonly refs: readonly ResourceRef[]
      readonly writes: readonly string[]
      /** For each reference the version that stood there before, by which it can be taken back. */
      readonly before?: Readonly<Record<string, string>>
      /** Said when this one cannot be taken back, although the command has an `undo`. */
      readonly undoable?: false
    }
  | {
      readonly kind: 'failed'
      readonly document: Document
      /** `unknown`: nobody can tell whether it was written. `ambiguous`: the record holds half of it, or more than one. */
      readonly code: string
      /** Confirming again cannot help or could harm: the prompt closes, and no retry is offered. */
      readonly final?: true
      /** What was changed all the same before it failed, for the audit trail. */
      readonly writes?: readonly string[]
    }

/** A command is a value: one literal in one file named after the word the clinician types. */
export type Command<Ports> = {
  readonly name: string
  readonly aliases: readonly string[]
  /** Words that call it too and say something by themselves (`!rr 120/80`): `args.called` tells which, folded. */
  readonly forms?: readonly string[]
  /** `read` and `write` need a verified professional of the team and a safe audience; `open` is for everyone. */
  readonly access: 'open' | 'read' | 'write'
  /** Can be answered in plain words while the client or a relative reads along, and be typed by them. */
  readonly lay?: true
  /** A command that writes shows values of the record in the room: of a source that allows nothing there it reads nothing. */
  readonly drafts?: true
  /** Where it can be typed. */
  readonly place: 'room' | 'direct' | 'both'
  /** What follows the word is one text, as it was typed: `args.words` holds it whole. */
  readonly verbatim?: true
  /** Option names this command knows; an unknown one is answered with the usage. */
  readonly options: readonly string[]
  readonly summary: (t: Messages) => string
  /** Usage without the prefix, e.g. `medicatie [alles|gestopt|naam]`. */
  readonly usage: (t: Messages) => string
  /** Examples to copy, without the prefix. */
  readonly examples: readonly string[]
  /** What `!help` says besides, in whole sentences. */
  readonly notes?: (t: Messages) => readonly string[]
  run(context: Context<Ports>, args: Args): Promise<Outcome>
  /** For `access: 'write'`, and for a setting the bot keeps itself: carries out a draft. Safe to repeat with the same `promptId`. */
  carryOut?(context: Context<Ports>, draft: unknown, promptId: string): Promise<Carried>
  /** Only for `access: 'write'`: takes back what was written, within five minutes: a status or the version before, never a deletion. */
  undo?(context: Context<Ports>, refs: readonly WrittenRef[], promptId: string): Promise<Carried>
  /** Only for `access: 'write'`: identifiers the draft will write, so that its resources are not announced as news. */
  ownIdentifiers?(draft: unknown, promptId: string): readonly string[]
}

/** Gives the literal its type; does nothing at run time. */
export const defineCommand = <Ports>(command: Command<Ports>): Command<Ports> => command
