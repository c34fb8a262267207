import type { Viewport } from '../../state/navigation.ts'
import { gutterSize, type Measure } from './axisLabels.ts'
import { fitViewport, type PictureSize, type Rect } from './viewport.ts'

export interface HeatmapLayout {
  /** CSS pixels of the whole canvas. */
  readonly width: number
  readonly height: number
  /** The most height there was. */
  readonly maxHeight: number
  readonly plot: Rect
  readonly viewport: Viewport
  /** Font size and line height of the labels. */
  readonly labelSize: number
  readonly lineHeight: number
  readonly pixelRatio: number
}

export interface LayoutInput extends PictureSize {
  readonly width: number
  /** The most height there is. */
  readonly maxHeight: number
  readonly pixelRatio: number
  readonly rowLabels: readonly string[]
  readonly columnLabels: readonly string[]
  /** Width of a text at a font size, both in CSS pixels. */
  readonly measure: (text: string, fontSize: number) => number
}

/** Between a label and the picture. */
export const labelGap = 5
const leastPlot = 64
/** Labels shrink so far to stand at every token; where they cannot, they are thinned and take their best size. */
const smallestLabel = 9
const thinnedLabel = 11
const largestLabel = 12
const lineHeightRatio = 1.1

/** Gutters for the labels, the rest for the picture, which is shown as a whole. */
export function layoutHeatmap(input: LayoutInput): HeatmapLayout {
  const small = layoutWith(input, smallestLabel)
  const snug = small.fit.cell / lineHeightRatio
  const labelSize = snug >= smallestLabel ? Math.min(snug, largestLabel) : thinnedLabel
  const { plot, fit } = layoutWith(input, labelSize)
  return {
    width: input.width, maxHeight: input.maxHeight, height: Math.ceil(plot.top + plot.height + 1),
    plot, viewport: fit, labelSize, lineHeight: labelSize * lineHeightRatio, pixelRatio: input.pixelRatio,
  }
}

function layoutWith(input: LayoutInput, labelSize: number): { plot: Rect; fit: Viewport } {
  const { width, maxHeight, pixelRatio } = input
  const measure: Measure = (text) => input.measure(text, labelSize)
  const most = Math.max(44, Math.min(140, width * 0.24))
  const left = gutterSize(input.rowLabels, measure, 16, most) + labelGap
  const top = gutterSize(input.columnLabels, measure, 16, most) + labelGap
  const room: Rect = { left, top, width: Math.max(1, width - left - 1), height: Math.max(1, maxHeight - top - 1) }
  const fit = fitViewport(room, input, pixelRatio)
  return { fit, plot: { ...room, height: Math.min(room.height, Math.max(leastPlot, fit.cell * input.rows)) } }
}
