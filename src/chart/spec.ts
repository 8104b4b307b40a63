/** One measured value at its moment. */
export type Point = { readonly at: Date; readonly value: number }

/** Values that belong together, e.g. the systolic pressures; told apart by name, marker and dash, never by color alone. */
export type Series = { readonly name: string; readonly points: readonly Point[] }

/** What a chart shows, already in words; no name of a patient, because a picture lands in pushes. */
export type ChartSpec = {
  readonly title: string
  readonly series: readonly Series[]
  /** Values a source gives as a limit or target, with their words. */
  readonly targets: readonly { readonly value: number; readonly words: string }[]
  /** Where the values come from and when they were fetched: lines under the picture. */
  readonly footer: readonly string[]
  /** A day in words, short enough to stand under an axis. */
  readonly dayWords: (at: Date) => string
  /** A value in words, e.g. `72,4`. */
  readonly valueWords: (value: number) => string
}

/** A drawn chart: the picture, a smaller one, and a blur that stands in its place while it loads (MSC2448). */
export type Drawing = {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  readonly thumbnail: {
    readonly png: Uint8Array
    readonly width: number
    readonly height: number
  }
  readonly blurhash: string
}
