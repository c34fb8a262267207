import type { Viewport } from '../../state/navigation.ts'
import { nothingPointed, type Pointed } from '../gazeEvents.ts'
import type { HeatmapLayout } from './heatmapLayout.ts'
import { cellAt, panBy, zoomAt, type PictureSize } from './viewport.ts'

export interface PointerTarget {
  readonly layout: HeatmapLayout | null
  readonly size: PictureSize
  show(viewport: Viewport): void
  fit(): void
  point(pointed: Pointed): void
  pick(row: number, pin: boolean): void
}

/** A press that moves no farther than this, in CSS pixels, is a click. */
const clickReach = 4

/** Mouse, pen, touch and wheel on the canvas: hover, click, drag, pinch. */
export function listenToPointer(canvas: HTMLCanvasElement, target: PointerTarget): void {
  const pressed = new Map<number, { x: number; y: number }>()
  let travelled = 0
  let pinching = false

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    canvas.setPointerCapture(event.pointerId)
    pressed.set(event.pointerId, { x: event.offsetX, y: event.offsetY })
    pinching = pressed.size > 1
    if (!pinching) travelled = 0
  })
  canvas.addEventListener('pointermove', (event) => {
    const { layout } = target
    const last = pressed.get(event.pointerId)
    if (!layout) return
    if (!last) {
      target.point(pointedAt(target, layout, event.offsetX, event.offsetY))
      return
    }
    const now = { x: event.offsetX, y: event.offsetY }
    const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1]
    pressed.set(event.pointerId, now)
    travelled += Math.hypot(now.x - last.x, now.y - last.y)
    if (other) {
      const factor = distance(now, other) / Math.max(1, distance(last, other))
      target.show(zoomAt(layout.viewport, factor, other.x - layout.plot.left, other.y - layout.plot.top))
    } else if (!pinching && travelled > clickReach) {
      canvas.classList.add('dragged')
      target.show(panBy(layout.viewport, last.x - now.x, last.y - now.y))
    }
  })
  const release = (event: PointerEvent) => {
    pressed.delete(event.pointerId)
    canvas.classList.remove('dragged')
  }
  canvas.addEventListener('pointercancel', release)
  canvas.addEventListener('pointerup', (event) => {
    const isClick = pressed.has(event.pointerId) && !pinching && travelled <= clickReach
    release(event)
    if (!isClick || !target.layout) return
    const { row } = pointedAt(target, target.layout, event.offsetX, event.offsetY)
    if (row !== null) target.pick(row, event.shiftKey)
  })
  canvas.addEventListener('pointerleave', () => {
    target.point(nothingPointed)
  })
  canvas.addEventListener('dblclick', () => {
    target.fit()
  })
  canvas.addEventListener('wheel', (event) => {
    const { layout } = target
    if (!layout) return
    const before = layout.viewport
    if (event.ctrlKey || event.metaKey) {
      const factor = Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.1 : 0.01))
      target.show(zoomAt(before, factor, event.offsetX - layout.plot.left, event.offsetY - layout.plot.top))
      event.preventDefault()
      return
    }
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
    target.show(panBy(before, dx * unit, dy * unit))
    const after = target.layout?.viewport
    if (after && (after.x !== before.x || after.y !== before.y)) event.preventDefault()
  }, { passive: false })
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The cell under a point; over the labels, the row or the column alone. */
function pointedAt({ size }: PointerTarget, { viewport, plot }: HeatmapLayout, x: number, y: number): Pointed {
  if (x < plot.left && y < plot.top) return nothingPointed
  const cell = cellAt(viewport, plot, size, Math.max(x, plot.left), Math.max(y, plot.top))
  if (!cell) return nothingPointed
  return { row: y < plot.top ? null : cell.row, column: x < plot.left ? null : cell.column }
}
