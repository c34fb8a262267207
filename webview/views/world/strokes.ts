import type { Painter } from '../painter.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Widths and colours of strokes over each other, the widest first: a halo keeps a line apart from any ground. */
export type Strokes = readonly (readonly [width: number, style: string])[]

/** Of a quarter of a circle as a Bézier curve. */
const bend = 0.5523

/** A line through points. */
export function line(painter: Painter, [first, ...others]: readonly Point[], strokes: Strokes): void {
  if (!first) return
  for (const [width, style] of strokes) {
    painter.beginPath()
    painter.moveTo(first.x, first.y)
    for (const { x, y } of others) painter.lineTo(x, y)
    painter.lineWidth = width
    painter.strokeStyle = style
    painter.stroke()
  }
}

/** A circle's line; as wide as its radius is long twice, it is a disc. */
export function circle(painter: Painter, { x, y }: Point, radius: number, strokes: Strokes): void {
  const far = radius * bend
  for (const [width, style] of strokes) {
    painter.beginPath()
    painter.moveTo(x + radius, y)
    painter.bezierCurveTo(x + radius, y + far, x + far, y + radius, x, y + radius)
    painter.bezierCurveTo(x - far, y + radius, x - radius, y + far, x - radius, y)
    painter.bezierCurveTo(x - radius, y - far, x - far, y - radius, x, y - radius)
    painter.bezierCurveTo(x + far, y - radius, x + radius, y - far, x + radius, y)
    painter.lineWidth = width
    painter.strokeStyle = style
    painter.stroke()
  }
}
