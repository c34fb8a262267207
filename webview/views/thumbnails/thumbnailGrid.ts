import type { LayerSummary } from '../../../protocol/attention.ts'

export interface GridPosition {
  readonly layer: number
  readonly head: number
}

/** CSS pixels; headings stand left of and above the thumbnails. */
export interface ThumbnailGrid {
  readonly cell: number
  readonly gap: number
  readonly heads: number
}

const leastCell = 14
const largestCell = 52
/** So that many layers leave room for what is below. */
const largestHeight = 330

/** As large as the width allows; narrower than all heads need, the grid is scrolled. */
export function layoutThumbnails(width: number, heads: number, layers: number): ThumbnailGrid {
  const gap = width / heads > 24 ? 2 : 1
  const room = Math.floor((width - gap * (heads - 1)) / heads)
  return { cell: Math.max(leastCell, Math.min(room, largestCell, Math.max(22, Math.floor(largestHeight / layers)))), gap, heads }
}

/** Where a key moves in the grid, or null where it is not ours. Layers may differ in their number of heads. */
export function moveInGrid(key: string, ctrl: boolean, { layer, head }: GridPosition, layers: readonly LayerSummary[]): GridPosition | null {
  const to = (nextLayer: number, nextHead: number): GridPosition => {
    const inLayer = Math.min(Math.max(0, nextLayer), layers.length - 1)
    return { layer: inLayer, head: Math.min(Math.max(0, nextHead), layers[inLayer]!.heads - 1) }
  }
  switch (key) {
    case 'ArrowUp': return to(layer - 1, head)
    case 'ArrowDown': return to(layer + 1, head)
    case 'ArrowLeft': return to(layer, head - 1)
    case 'ArrowRight': return to(layer, head + 1)
    case 'Home': return to(ctrl ? 0 : layer, 0)
    case 'End': return to(ctrl ? layers.length - 1 : layer, Infinity)
    default: return null
  }
}
