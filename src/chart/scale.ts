/** At most four round values that lie around the smallest and the largest, in order. */
export const valueTicks = (least: number, most: number): readonly number[] => {
  const span = most - least || Math.abs(most) / 5 || 1
  const rough = span / 2
  const power = 10 ** Math.floor(Math.log10(rough))
  for (const factor of [1, 2, 2.5, 5, 10, 20]) {
    const step = factor * power
    const first = Math.floor(least / step)
    const last = Math.ceil(most / step)
    const count = (first === last ? last + 1 : last) - first + 1
    if (count <= 4)
      return Array.from({ length: count }, (_, n) => Number(((first + n) * step).toPrecision(12)))
  }
  return [least, most]
}

/** At most three moments to name under the axis: the first, the last, and one halfway when there is room. */
export const dateTicks = (moments: readonly Date[]): readonly Date[] => {
  const times = moments.map((at) => at.getTime())
  const [first, last] = [Math.min(...times), Math.max(...times)]
  if (first === last) return [new Date(first)]
  const day = 86_400_000
  return last - first < 6 * day
    ? [new Date(first), new Date(last)]
    : [new Date(first), new Date((first + last) / 2), new Date(last)]
}

/** Moves heights apart until each has `room`, in the order they have, within the bounds. */
export const spreadApart = (
  heights: readonly number[],
  room: number,
  [top, bottom]: readonly [number, number],
): readonly number[] => {
  const order = heights
    .map((_, index) => index)
    .toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let free = top
  for (const index of order) {
    const height = Math.max(placed[index] ?? 0, free)
    placed[index] = height
    free = height + room
  }
  let ceiling = bottom
  for (const index of order.toReversed()) {
    const height = Math.min(placed[index] ?? 0, ceiling)
    placed[index] = height
    ceiling = height - room
  }
  return placed
}
