import { fileURLToPath } from 'node:url'
import type { ChartSpec, Drawing } from './spec.ts'
import { chartSvg, size } from './svg.ts'

/** Charts as pictures. */
export interface Charts {
  /** Draws a chart of at least one value. Throws `ChartError` when text cannot be drawn: a chart without numbers is none. */
  draw(spec: ChartSpec): Promise<Drawing>
  /** Whether text is drawn at all; throws `ChartError` when not. */
  check(): Promise<void>
}

/** The equipment draws no text, or no picture at all. */
export class ChartError extends Error {
  override name = 'ChartError'
  readonly code = 'chart'
  constructor() {
    super('a chart cannot be drawn')
  }
}

const font = (file: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}`))

const thumbnailWidth = 600
const blurWidth = 32

const sample =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#ffffff"/><text x="4" y="34" font-family="Atkinson Hyperlegible" font-size="38" fill="#000000">0</text></svg>'

const load = async () => {
  // Loaded with the first chart: most rooms never ask for one.
  const [{ renderAsync }, { encode }] = await Promise.all([
    import('@resvg/resvg-js'),
    import('blurhash'),
  ])
  const fontFiles = [
    font('400Regular/AtkinsonHyperlegible_400Regular.ttf'),
    font('700Bold/AtkinsonHyperlegible_700Bold.ttf'),
  ]
  const render = (svg: string, width: number) =>
    renderAsync(svg, {
      fitTo: { mode: 'width', value: width },
      font: {
        loadSystemFonts: false,
        fontFiles,
        defaultFontFamily: 'Atkinson Hyperlegible',
      },
    })
  // Without its font the renderer leaves out all text and says nothing.
  const { pixels } = await render(sample, 40)
  const dark = pixels.filter((value, index) => index % 4 === 0 && value < 100).length
  if (dark < 40) throw new ChartError()
  return { render, encode }
}

/** Draws charts with resvg and a bundled open font; the first one checks that text is drawn. */
export const createCharts = (): Charts => {
  let loading: ReturnType<typeof load> | undefined
  const ready = async () => {
    loading ??= load()
    try {
      return await loading
    } catch {
      loading = undefined
      throw new ChartError()
    }
  }
  return {
    check: async () => {
      await ready()
    },
    async draw(spec) {
      const { render, encode } = await ready()
      const svg = chartSvg(spec)
      const [whole, small, blur] = await Promise.all(
        [size.width, thumbnailWidth, blurWidth].map((width) => render(svg, width)),
      )
      if (whole === undefined || small === undefined || blur === undefined) throw new ChartError()
      const pixels = new Uint8ClampedArray(blur.pixels)
      return {
        png: whole.asPng(),
        width: whole.width,
        height: whole.height,
        thumbnail: { png: small.asPng(), width: small.width, height: small.height },
        blurhash: encode(pixels, blur.width, blur.height, 4, 3),
      }
    },
  }
}
