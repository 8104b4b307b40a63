import type { ChartSpec, Drawing } from '../../chart/spec.ts'
import type { Sourced } from '../../fhir/fhir.ts'
import type { Vitals } from '../../fhir/observation/vitals.ts'
import { type Block, code, paragraph } from '../../reply/document.ts'
import { answeredSources } from '../answer/skeleton.ts'
import type { Context, Picture } from '../command.ts'
import { vitalChart } from './chart.ts'

/** Draws a chart, or nothing when it cannot. */
export type DrawChart = (spec: ChartSpec) => Promise<Drawing | undefined>

/** What `--grafiek` adds to an answer: a picture, or a sentence that says why there is none. */
export type Charted = { readonly blocks: readonly Block[]; readonly picture?: Picture }

const file = 'grafiek.png'

/** The chart of one kind of measurement; `kind` is its name in words, undefined when none was asked for. */
export const chartFor = async (
  sourced: Sourced<Vitals>,
  kind: string | undefined,
  context: Context<{ readonly drawChart?: DrawChart }>,
): Promise<Charted> => {
  const { grafiek } = context.t
  if (kind === undefined)
    return { blocks: [paragraph([grafiek.kind, code('!metingen bloeddruk --grafiek')])] }
  const sources = answeredSources(sourced, context, ['Observation'])
  const chart = vitalChart(sourced.value.vitals, { kind, sources }, context)
  if (chart === undefined) return { blocks: [paragraph(grafiek.none)] }
  const drawing = await context.drawChart?.(chart.spec)
  if (drawing === undefined) return { blocks: [paragraph(grafiek.failed)] }
  return {
    blocks: chart.left === 0 ? [] : [paragraph(grafiek.left(chart.left))],
    picture: { ...drawing, filename: file, caption: chart.caption },
  }
}
