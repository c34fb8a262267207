import { css, html, LitElement } from 'lit'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'

const dot = 5

/** A world in little, one square a cell: what was looked at, walls and agent as squares within. */
export class GazeWorldThumb extends LitElement {
  static override properties = { cells: {}, columns: { type: Number }, weights: { attribute: false }, palette: { attribute: false } }
  static override styles = [sharedStyles, css`
    :host { display: block; flex: none; }
    canvas { display: block; width: 42px; height: auto; image-rendering: pixelated; forced-color-adjust: none; }
  `]

  declare cells: string
  declare columns: number
  declare weights: Float64Array | null
  declare palette: Palette

  override render() {
    return html`<canvas width=${this.columns * dot} height=${Math.ceil(this.cells.length / this.columns) * dot}></canvas>`
  }

  override updated(): void {
    const context = this.renderRoot.querySelector('canvas')!.getContext('2d')!
    const { cells, columns, weights, palette } = this
    const top = weights?.reduce((most, weight) => Math.max(most, weight), 0) ?? 0
    for (let cell = 0; cell < cells.length; cell++) {
      const [x, y] = [(cell % columns) * dot, Math.floor(cell / columns) * dot]
      context.fillStyle = rampCss(palette.ramp, weights && top > 0 ? Math.sqrt(weights[cell]! / top) : 0)
      context.fillRect(x, y, dot, dot)
      if (cells[cell] === '.') continue
      const isWall = cells[cell] === '#'
      context.fillStyle = isWall ? palette.muted : palette.foreground
      context.globalAlpha = isWall ? 0.6 : 1
      if (cells[cell] === 'G') {
        context.strokeStyle = palette.foreground
        context.strokeRect(x + 1.5, y + 1.5, dot - 3, dot - 3)
      } else context.fillRect(x + 1, y + 1, dot - 2, dot - 2)
      context.globalAlpha = 1
    }
  }
}
customElements.define('gaze-world-thumb', GazeWorldThumb)
