import { partsOfKey } from '../../fhir/server/source.ts'
import { outlineOf } from '../../fhir/timeline/outline.ts'
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
import { agentWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, stamp } from '../answer/date-words.ts'
import { kindWords, nameWords } from '../tijdlijn/line.ts'
import { type Looked, typeOf } from './look.ts'

/** The most records behind one line that are shown. */
export const MOST = 10

type Found = Extract<Looked, { kind: 'found' }>['found']

/** Only the last part of a profile's address says something to people. */
const profileName = (found: Found) =>
  textOf(found.resource.meta?.profile?.[0])?.split('/').at(-1)?.split('|')[0]

const changeLine = (updated: string | undefined, shownAt: Date, context: DateContext): Line => {
  const { bron } = context.t
  const at = Date.parse(updated ?? '')
  const shown = stamp(shownAt, context)
  if (Number.isNaN(at)) return [bron.changeUnknown]
  return at > shownAt.getTime()
    ? [bron.changed(shown), code('!ververs'), bron.end]
    : [bron.unchanged(shown)]
}

const versionLine = ({ resource }: Found, context: DateContext): string => {
  const { bron } = context.t
  const version = textOf(resource.meta?.versionId)
  const updated = dateWords(textOf(resource.meta?.lastUpdated), context)
  return updated === undefined
    ? bron.lastChangedUnknown(version)
    : bron.lastChanged(updated, version)
}

const foundBlocks = (found: Found, shownAt: Date, context: DateContext): readonly Block[] => {
  const { bron, clinical } = context.t
  const outline = outlineOf(found)
  const kind = kindWords(outline, context)
  const isWrong = outline.standing === 'wrong'
  const profile = profileName(found)
  const date = dateWords(outline.recorded, context)
  const lines: readonly (Inline | Line)[] = [
    ...(isWrong ? [bron.wrong] : []),
    ...(outline.modified ? [clinical.unknownModifier] : []),
    changeLine(textOf(found.resource.meta?.lastUpdated), shownAt, context),
    versionLine(found, context),
    bron.reference(cutText(partsOfKey(found.key).ref, context)),
    ...(date === undefined ? [] : [clinical.recordedOn(date)]),
    outline.author === undefined
      ? bron.byNobody
      : bron.by(cutText(agentWords(outline.author, context), context)),
    bron.source(found.source),
    profile === undefined ? bron.noProfile : bron.profile(cutText(profile, context)),
  ]
  return [heading(isWrong ? kind : `${kind}: ${nameWords(outline, context)}`), list(lines)]
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
