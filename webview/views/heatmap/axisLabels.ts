/** Width of a text in CSS pixels, in the font of the labels. */
export type Measure = (text: string) => number

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The text, or as much of its beginning as fits with an ellipsis behind it. */
export function cutToWidth(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment)
  let fits = 0
  let tooLong = parts.length
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (measure(`${parts.slice(0, middle).join('')}…`) <= width) fits = middle
    else tooLong = middle
  }
  return fits === 0 ? '…' : `${parts.slice(0, fits).join('')}…`
}

/** Room for the longest label, between the bounds. */
export function gutterSize(labels: readonly string[], measure: Measure, least: number, most: number): number {
  let size = least
  for (const label of labels) {
    if (size >= most) return most
    size = Math.max(size, Math.ceil(measure(label)))
  }
  return Math.min(size, most)
}

/** Every how many tokens a label fits without touching the next one. */
export function labelStep(cell: number, lineHeight: number): number {
  return Math.max(1, Math.ceil(lineHeight / cell - 0.01))
}

/**
 * The tokens that get a label on one axis: every nth of those in sight, but always the marked ones, and then none that
 * would touch them. `first` may be fractional: the picture's coordinate at the start of the plot.
 */
export function placeLabels(
  axis: { readonly first: number; readonly shown: number; readonly count: number; readonly cell: number },
  lineHeight: number,
  marked: readonly number[],
): readonly number[] {
  const { first, shown, count, cell } = axis
  const inSight = (index: number) => index + 0.5 >= first && index + 0.5 <= first + shown && index < count && index >= 0
  const touch = (a: number, b: number) => Math.abs(a - b) * cell < lineHeight - 0.5
  const placed: number[] = []
  for (const index of marked) if (inSight(index) && !placed.some((other) => touch(index, other))) placed.push(index)
  const fixed = [...placed]
  const step = labelStep(cell, lineHeight)
  for (let index = Math.ceil(first / step) * step; index < Math.min(count, first + shown); index += step) {
    if (inSight(index) && !fixed.some((other) => touch(index, other))) placed.push(index)
  }
  return placed
}
