import { partsOfKey } from '../../fhir/server/source.ts'
import { type Outline, outlineOf } from '../../fhir/timeline/outline.ts'
import { textOf } from '../../fhir/value/codes.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  type Line,
  list,
  paragraph,
} from '../../reply/document.ts'
import { doerWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { clockTime, type DateContext, dateWords, stamp } from '../answer/date-words.ts'
import { kindWords, mustNotWords, nameWords, standingWords, stopWords } from '../tijdlijn/line.ts'
import { type Looked, typeOf } from './look.ts'

/** The most records behind one line that are shown. */
export const MOST = 10

type Found = Extract<Looked, { kind: 'found' }>['found']

/** Only the last part of a profile's address says something to people. */
const profileName = (found: Found) =>
  textOf(found.resource.meta?.profile?.[0])?.split('/').at(-1)?.split('|')[0]

const changeLine = ({ resource, fetchedAt }: Found, shownAt: Date, context: DateContext): Line => {
  const { bron } = context.t
  const at = Date.parse(textOf(resource.meta?.lastUpdated) ?? '')
  const shown = stamp(shownAt, context)
  if (at > shownAt.getTime()) return [bron.changed(shown), code('!ververs'), bron.end]
  if (fetchedAt !== undefined)
    return [bron.asOf(clockTime(fetchedAt, context)), code('!ververs'), bron.end]
  return [Number.isNaN(at) ? bron.changeUnknown : bron.unchanged(shown)]
}

const versionLine = ({ resource }: Found, context: DateContext): string => {
  const { bron } = context.t
  const version = textOf(resource.meta?.versionId)
  const updated = dateWords(textOf(resource.meta?.lastUpdated), context)
  return updated === undefined
    ? bron.lastChangedUnknown(version)
    : bron.lastChanged(updated, version)
}

/** What the record says of itself beside its name: without it a ban or a withdrawal would read as the thing itself. */
const standingLines = (outline: Outline, context: DateContext): readonly string[] => {
  const { bron, clinical, tijdlijn } = context.t
  // A person has no status to be unknown.
  const words = outline.statuses.length === 0 ? undefined : standingWords(outline, context)
  return [
    ...(outline.proposal ? [tijdlijn.proposal] : []),
    ...stopWords(outline, context),
    ...(words === undefined ? [] : [words === clinical.statusUnknown ? words : bron.status(words)]),
  ]
}

const foundBlocks = (found: Found, shownAt: Date, context: DateContext): readonly Block[] => {
  const { bron, clinical } = context.t
  const outline = outlineOf(found)
  const kind = kindWords(outline, context)
  const isWrong = outline.standing === 'wrong'
  const profile = profileName(found)
  const date = dateWords(outline.recorded, context)
  const lines: readonly (Inline | Line)[] = [
    ...(isWrong ? [bron.wrong] : standingLines(outline, context)),
    ...(outline.modified ? [clinical.unknownModifier] : []),
    changeLine(found, shownAt, context),
    versionLine(found, context),
    bron.reference(cutText(partsOfKey(found.key).ref, context)),
    ...(date === undefined ? [] : [clinical.recordedOn(date)]),
    outline.author === undefined
      ? bron.byNobody
      : bron.by(cutText(doerWords(outline.author, context), context)),
    bron.source(found.source),
    profile === undefined ? bron.noProfile : bron.profile(cutText(profile, context)),
  ]
  const title = `${mustNotWords(outline, context).join('')}${kind}: ${nameWords(outline, context)}`
  return [heading(isWrong ? kind : title), list(lines)]
}

const blocksOf = (looked: Looked, shownAt: Date, context: DateContext): readonly Block[] => {
  if (looked.kind === 'found') return foundBlocks(looked.found, shownAt, context)
  const { bron, clinical } = context.t
  const kind = kindWords({ kind: typeOf(looked.key), category: undefined }, context)
  const said = looked.kind === 'gone' ? bron.gone : bron.notRead(clinical.failures[looked.code])
  return [heading(kind), list([said])]
}

/** What is known of the records behind a line; `left` are those that are not shown. */
export const bronBlocks = (
  looked: readonly Looked[],
  { shownAt, left }: { readonly shownAt: Date; readonly left: number },
  context: DateContext,
): readonly Block[] => [
  ...looked.flatMap((each) => blocksOf(each, shownAt, context)),
  ...(left === 0 ? [] : [paragraph(context.t.bron.rest(left))]),
]
