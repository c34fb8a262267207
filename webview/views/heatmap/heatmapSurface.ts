import type { Viewport } from '../../state/navigation.ts'
import { fitCanvas } from '../../ui/fitCanvas.ts'
import type { Palette } from '../colour/palette.ts'
import { layoutHeatmap, type HeatmapLayout } from './heatmapLayout.ts'
import { paintHeatmap, type Picture } from './paintHeatmap.ts'
import { paintMarks, type CellMarks } from './paintMarks.ts'
import { clampViewport } from './viewport.ts'

export interface SurfaceView extends CellMarks {
  /** CSS pixels. */
  readonly width: number
  readonly maxHeight: number
  /** null: the whole picture. */
  readonly viewport: Viewport | null
}

/** The heatmap's canvas: sized to its layout, painted at the screen's own resolution. */
export class HeatmapSurface {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  /** The layout with the whole picture in sight, and what it was made for. */
  #whole: { readonly layout: HeatmapLayout; readonly picture: Picture; readonly palette: Palette } | null = null

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas
    this.#context = canvas.getContext('2d')!
  }

  /** Paints, and returns the layout that what is seen has. */
  paint(picture: Picture, palette: Palette, view: SurfaceView): HeatmapLayout {
    const whole = this.#layout(picture, palette, view)
    const viewport = clampViewport(view.viewport ?? whole.viewport, whole.plot, picture, whole.pixelRatio)
    const layout = { ...whole, viewport }
    fitCanvas(this.#canvas, layout, layout.pixelRatio)
    const lit = (pointed: number | null, cursor: number | undefined) => [pointed, cursor ?? null].filter((at) => at !== null)
    paintHeatmap(this.#context, layout, picture, palette, {
      focusRows: view.focusRows,
      litRows: lit(view.hovered.row, view.cursor?.row),
      litColumns: lit(view.hovered.column, view.cursor?.column),
    })
    paintMarks(this.#context, layout, picture, palette, view)
    return layout
  }

  /** Measures all labels, so only when sizes, texts or fonts have changed. */
  #layout(picture: Picture, palette: Palette, { width, maxHeight }: SurfaceView): HeatmapLayout {
    const known = this.#whole
    if (known?.picture.rowLabels === picture.rowLabels && known.picture.columnLabels === picture.columnLabels && known.picture.rows === picture.rows && known.palette === palette && known.layout.width === width
      && known.layout.maxHeight === maxHeight && known.layout.pixelRatio === devicePixelRatio) return known.layout
    const layout = layoutHeatmap({
      rows: picture.rows, columns: picture.columns, width, maxHeight, pixelRatio: devicePixelRatio,
      rowLabels: picture.rowLabels.map(({ text }) => text),
      columnLabels: picture.columnLabels.map(({ text }) => text),
      measure: (text, fontSize) => {
        this.#context.font = `${fontSize}px ${palette.labelFont}`
        return this.#context.measureText(text).width
      },
    })
    this.#whole = { layout, picture, palette }
    return layout
  }
}
