import { html, svg, type TemplateResult } from 'lit'

/** A path around a point, of another shape for each of five lines in turn: colours alone tell nothing to some. */
export function marker(series: number, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${(x + dx * size).toFixed(1)} ${(y + dy * size).toFixed(1)}`
  const corners = shapes[series % shapes.length]!
  return corners.length > 0 ? `M${corners.map(([dx, dy]) => at(dx, dy)).join('L')}Z`
    : `M${at(-1, 0)}A${size} ${size} 0 1 1 ${at(1, 0)}A${size} ${size} 0 1 1 ${at(-1, 0)}Z`
}

/** The corners of a square, a diamond, a triangle …; the first is round. */
const shapes: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  [[0, -1.2], [1.2, 0.9], [-1.2, 0.9]],
  [[0, 1.2], [1.2, -0.9], [-1.2, -0.9]],
]

/** The marker of a line as its sign in a legend. */
export function swatch(series: number, colour: string): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">${svg`<path d=${marker(series, 5, 5, 4)} fill=${colour}></path>`}</svg>`
}
