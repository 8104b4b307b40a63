import type { SourceState } from '../../fhir/fhir.ts'
import { partsOfKey } from '../../fhir/server/source.ts'
import { resourceRef } from '../../fhir/value/references.ts'
import { code, paragraph } from '../../reply/document.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { readLine } from '../answer/read-line.ts'
import { clinicalAnswer } from '../answer/skeleton.ts'
import { type Context, defineCommand, type Outcome, type RecordPorts } from '../command.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'
import { bronBlocks, MOST } from './lines.ts'
import { type Looked, lookAt, typeOf } from './look.ts'

/** What `!bron` needs. */
export type BronPorts = PatientLinePorts & RecordPorts

type Here = Context<BronPorts>

const misused = (words: string, { t }: Here): Outcome => ({
  kind: 'misused',
  document: [paragraph([words, code('!bron 2'), t.bron.end])],
})

/** `3`, `[3]` and `#3`; undefined for anything else. */
const numberOf = (typed: string): number | undefined => {
  const digits = /^(?:#|nr\.?\s?)?\[?(\d{1,4})\]?$/iu.exec(typed)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const isOwn = (key: string) => partsOfKey(key).label === undefined

/** The own record's name is known by a record of it; one that could not be read does not tell it. */
const ownLabel = (all: readonly Looked[], { t }: Here): string =>
  all.flatMap((each) => (each.kind === 'found' && isOwn(each.key) ? [each.found.source] : []))[0] ??
  t.bron.ownRecord

const statesOf = (all: readonly Looked[], own: string): readonly SourceState[] =>
  [...Map.groupBy(all, ({ key }) => partsOfKey(key).label ?? own)].map(([label, each]) => ({
    label,
    failed: each.flatMap((one) =>
      one.kind === 'failed' ? [{ part: typeOf(one.key), code: one.code }] : [],
    ),
  }))

const refOf = ({ found }: Extract<Looked, { kind: 'found' }>) => {
  const ref = resourceRef(found.resource)
  const { label } = partsOfKey(found.key)
  if (ref === undefined) return []
  return [label === undefined ? ref : { ...ref, source: label }]
}

const readsOf = (all: readonly Looked[]): readonly string[] => {
  const groups = Map.groupBy(all, (each) => {
    const { label: source } = partsOfKey(each.key)
    const failed = each.kind === 'failed' ? each.code : undefined
    return JSON.stringify([typeOf(each.key), source, failed])
  })
  return [...groups.values()].flatMap((each) => {
    const [first] = each
    if (first === undefined) return []
    const { label: source } = partsOfKey(first.key)
    const from = source === undefined ? {} : { source }
    const type = typeOf(first.key)
    if (first.kind === 'failed') return [readLine({ what: type, failed: first.code, ...from })]
    const count = each.filter(({ kind }) => kind === 'found').length
    return [readLine({ what: `${type} ${count}`, ...from })]
  })
}

/** `!bron 3`: where line 3 of the asker's last list comes from, and whether it is still so. */
export const bron = defineCommand<BronPorts>({
  name: 'bron',
  aliases: ['source', 'herkomst'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.bron.summary,
  usage: (t) => t.bron.usage,
  examples: ['bron 2'],
  async run(context, args) {
    const { t } = context
    const typed = typedIn(args)
    if (typed === '') return misused(t.bron.missing, context)
    const number = numberOf(typed)
    if (number === undefined) return misused(t.bron.noNumber(repeated(typed)), context)
    const last = await context.lastList()
    if (last === undefined) return { kind: 'misused', document: [paragraph(t.writing.list.none)] }
    const keys = last.lines[number - 1]
    if (keys === undefined) {
      const words = t.writing.list.noLine(last.lines.length)
      return { kind: 'misused', document: [paragraph(words)] }
    }
    const unique = [...new Set(keys)]
    const [looked, patientLine] = await Promise.all([
      lookAt(unique.slice(0, MOST), context),
      patientLineOf(context),
    ])
    const sourced = {
      value: looked,
      sources: statesOf(looked, ownLabel(looked, context)),
      foreign: [],
      refs: looked.flatMap((each) => (each.kind === 'found' ? refOf(each) : [])),
    }
    const answer = clinicalAnswer(context, {
      ...patientLine,
      title: t.bron.title(number, last.command),
      sourced,
      blocks: bronBlocks(
        looked,
        { shownAt: last.at, left: unique.length - looked.length },
        context,
      ),
      reads: readsOf(looked),
      asked: [...new Set(unique.map(typeOf))],
    })
    return answer.kind === 'answer' ? { ...answer, beside: true } : answer
  },
})
