import type { Token } from '../tokens/token.ts'
import type { Box } from './preparePicture.ts'
import type { Size } from './processorConfig.ts'

/** Which tokens are patches: `rows` x `columns` from token `first` on, row by row from the top left, and what of the picture they cover. */
export interface PatchGrid {
  readonly first: number
  readonly rows: number
  readonly columns: number
  readonly box: Box
}

/** What a vision model's configuration says of its tokens. */
export interface PatchConfig {
  readonly patch: Size | undefined
  readonly registers: number
  /** Tokens behind the patches. */
  readonly detections: number
  /** The second token in front is the one that learns from a teacher. */
  readonly distilled: boolean
}

/**
 * How so many tokens lie on a picture of that size: by the patches' size, doubled where a model joins patches from stage to
 * stage; else by the shape. Undefined where they lie on no grid.
 */
export function patchGrid(tokens: number, pixels: Size, box: Box, { patch, registers, detections }: PatchConfig): PatchGrid | undefined {
  const most = tokens - detections
  const sized = patch ? bySize(most, pixels, patch) : byShape(most, pixels, registers)
  if (!sized) return undefined
  const { rows, columns, width, height } = sized
  const [across, down] = [(columns * width) / pixels.width, (rows * height) / pixels.height]
  return { first: most - rows * columns, rows, columns, box: { left: box.left, top: box.top, width: box.width * across, height: box.height * down } }
}

interface Grid extends Size {
  readonly rows: number
  readonly columns: number
}

function bySize(most: number, pixels: Size, { width, height }: Size): Grid | undefined {
  const [rows, columns] = [Math.floor(pixels.height / height), Math.floor(pixels.width / width)]
  if (rows * columns < 1) return undefined
  return rows * columns <= most ? { rows, columns, width, height } : bySize(most, pixels, { width: width * 2, height: height * 2 })
}

/** Square patches that fill the picture, with as few tokens in front as may be. */
function byShape(most: number, pixels: Size, registers: number): Grid | undefined {
  for (const front of new Set([0, 1, 2, registers, registers + 1])) {
    const rows = Math.round(Math.sqrt(((most - front) * pixels.height) / pixels.width))
    const columns = (most - front) / rows
    const [width, height] = [pixels.width / columns, pixels.height / rows]
    if (rows > 0 && Number.isInteger(columns) && Math.abs(width - height) < 1e-6) return { rows, columns, width, height }
  }
  return undefined
}

/** A picture's tokens: patches by row and column from 1, what lies before and behind them as special tokens. Ids count them. */
export function pictureTokens(count: number, grid: PatchGrid | undefined, { registers, distilled }: PatchConfig): Token[] {
  return Array.from({ length: count }, (_, id) => {
    const at = id - (grid?.first ?? 0)
    const patch = at >= 0 && (!grid || at < grid.rows * grid.columns)
    return { id, text: patch ? patchName(at, grid) : specialName(id), start: 0, end: 0, special: !patch }
  })

  function specialName(id: number): string {
    const front = grid?.first ?? 0
    if (id >= front) return '[DET]'
    if (id === 0 && front !== registers) return '[CLS]'
    return id === 1 && distilled ? '[DIST]' : '[REG]'
  }
}

function patchName(at: number, grid: PatchGrid | undefined): string {
  return grid ? `${String(Math.floor(at / grid.columns) + 1)},${String((at % grid.columns) + 1)}` : String(at + 1)
}
