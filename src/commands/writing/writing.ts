import type { FhirCode, ResourceRef } from '../../fhir/fhir.ts'
import type { Changed } from '../../fhir/record/writer.ts'
import { type CareTeamReader, type PatientLine } from '../../fhir/team/care-team.ts'
import {
  type Block,
  type Document,
  heading,
  type Inline,
  type Line,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { clockTime } from '../answer/date-words.ts'
import { patientWords } from '../answer/person-words.ts'
import type { Asker, Carried, Context, Outcome } from '../command.ts'
import { orCode } from '../typed/or-code.ts'

/** What every command that writes needs to show whose record it is. */
export type WritingPorts = { readonly careTeams: Pick<CareTeamReader, 'patientLine'> }

/** In whose name something is written: the role in which the asker is on the care team, else the person. */
export const requesterOf = ({ member }: Asker): string | undefined =>
  [member.ref, member.practitioner].find((ref) =>
    /^Practitioner(?:Role)?\/[A-Za-z0-9\-.]{1,64}$/u.test(ref ?? ''),
  )

/** The patient as a preview shows one (S19), or why that is not known now: then nothing may be confirmed. */
export const patientOf = async ({
  careTeams,
  patient,
  signal,
}: Context<WritingPorts>): Promise<
  { readonly line: PatientLine } | { readonly code: FhirCode }
> => {
  const read = await orCode(careTeams.patientLine(patient, signal))
  return 'code' in read ? read : { line: read.value }
}

/** What a preview shows: all of what will be written, in the words it will be written in. */
export type Preview = {
  /** What is to be confirmed, e.g. `meting`. */
  readonly what: string
  /** What `ja` does: sends it to somebody, or puts it on record. */
  readonly deed: 'send' | 'record'
  readonly patient: PatientLine
  readonly lines: readonly (Inline | Line)[]
  /** Longer text, verbatim. */
  readonly below?: readonly Block[]
  /** What the asker must know before saying yes. */
  readonly notes?: readonly string[]
}

/** The preview of a write: how to confirm it stands last, so that it can be taken away when it is over. */
export const previewOf =
  ({ what, deed, patient, lines, below = [], notes = [] }: Preview, context: Context) =>
  (code: string, until: Date): Document => {
    const { t, asker } = context
    const { writing } = t
    const time = clockTime(until, context)
    return [
      heading(writing.title[deed](what), patientWords(patient, t)),
      list(lines),
      ...below,
      ...(notes.length === 0 ? [] : [paragraph(...notes)]),
      paragraph([
        writing.start(asker.member.name ?? asker.userId),
        strong(writing.yes(code)),
        writing.between[deed],
        strong(writing.no(code)),
        writing.end(time),
      ]),
    ]
  }

/** A long line in spans, because one span is shown only up to a limit; no word is lost. */
const spans = (text: string): Line => text.match(/.{1,400}(?:\s|$)|.{1,400}/gsu) ?? []

/** A text as a preview shows it, whole: a short one in the list, one of several lines below it. */
export const textParts = (
  text: string,
  words: { readonly line: string; readonly below: string },
): { readonly item: readonly Line[]; readonly below: readonly Block[] } => {
  const lines = text.split('\n')
  return lines.length === 1
    ? { item: [[words.line, ...spans(text)]], below: [] }
    : { item: [], below: [paragraph(words.below, ...lines.map(spans))] }
}

/** A write that cannot even be shown: nothing was done, and why. */
export const notWritten = (sentence: string, reads: readonly string[] = []): Outcome => ({
  kind: 'answer',
  document: [paragraph(sentence)],
  refs: [],
  reads,
  foreign: [],
  outcome: 'failed',
})

/** What was typed cannot be used. */
export const misused = (...lines: readonly (Inline | Line)[]): Outcome => ({
  kind: 'misused',
  document: [paragraph(...lines)],
})

const failed = (sentence: string, code: string, final?: true): Carried => ({
  kind: 'failed',
  document: [paragraph(sentence)],
  code,
  ...(final === undefined ? {} : { final }),
})

/** Names what was written, so that it can be found in the record. */
export const referenceLine = (
  refs: readonly Pick<ResourceRef, 'ref'>[],
  { t }: Pick<Context, 't'>,
) => t.writing.reference(refs.map(({ ref }) => ref).join(', '))

/** What was confirmed does not belong to this room or to the asker's role any more. */
export const changedSince = ({ t }: Context): Carried => failed(t.writing.changed, 'changed', true)

/** Says what became of a write; `done` makes the words when it is in the record. */
export const carriedAs = (
  written: Changed,
  what: string,
  done: (refs: readonly ResourceRef[]) => Document,
  context: Context,
): Carried => {
  const { t, asker, now } = context
  const { writing, clinical } = t
  switch (written.kind) {
    case 'written':
      return {
        kind: 'done',
        document: done(written.refs),
        promptLine: writing.promptDone(
          what,
          asker.member.name ?? asker.userId,
          clockTime(now, context),
        ),
        refs: written.refs,
        writes: written.refs.map(({ ref }) => ref),
      }
    case 'stale':
      return failed(writing.stale, 'stale', true)
    case 'refused':
      return failed(writing.refused, 'refused', true)
    case 'failed':
      return failed(writing.failed(clinical.failures[written.code]), written.code)
    case 'unknown':
      return failed(writing.unknown, 'unknown')
    case 'ambiguous':
      return failed(writing.ambiguous, 'ambiguous', true)
    default:
      return written satisfies never
  }
}
