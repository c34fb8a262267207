import type { PatchGrid } from '../../../protocol/picture.ts'

/** Where a picture and its patches are drawn, in CSS pixels from the picture's top left. */
export interface PictureLayout {
  readonly width: number
  readonly height: number
  /** Of the patches' edges, from left to right, one more than there are columns; on whole device pixels. */
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** As large as the room allows, at the picture's own aspect. */
export function layoutPicture(
  size: { readonly width: number; readonly height: number }, { rows, columns, box }: PatchGrid,
  room: { readonly width: number; readonly height: number }, pixelRatio: number,
): PictureLayout {
  const scale = Math.min(room.width / size.width, room.height / size.height)
  const snap = (at: number): number => Math.round(at * pixelRatio) / pixelRatio
  const [width, height] = [Math.max(1, snap(size.width * scale)), Math.max(1, snap(size.height * scale))]
  const edges = (start: number, length: number, count: number, whole: number): number[] =>
    Array.from({ length: count + 1 }, (_, index) => snap((start + (length * index) / count) * whole))
  return { width, height, x: edges(box.left, box.width, columns, width), y: edges(box.top, box.height, rows, height) }
}

/** The patch at a point of the picture, counted row by row; null where there is none. */
export function patchAt({ x, y }: PictureLayout, left: number, top: number): number | null {
  const [column, row] = [x.findLastIndex((edge) => edge <= left), y.findLastIndex((edge) => edge <= top)]
  const columns = x.length - 1
  return column >= 0 && column < columns && row >= 0 && row < y.length - 1 ? row * columns + column : null
}

export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function patchRect({ x, y }: PictureLayout, patch: number): Rect {
  const columns = x.length - 1
  const [row, column] = [Math.floor(patch / columns), patch % columns]
  return { left: x[column]!, top: y[row]!, width: x[column + 1]! - x[column]!, height: y[row + 1]! - y[row]! }
}

/** Where a key moves over the patches, or null where it is not ours. */
export function movePatch(key: string, ctrl: boolean, patch: number, rows: number, columns: number): number | null {
  const [row, column] = [Math.floor(patch / columns), patch % columns]
  const to = (nextRow: number, nextColumn: number): number =>
    Math.min(rows - 1, Math.max(0, nextRow)) * columns + Math.min(columns - 1, Math.max(0, nextColumn))
  switch (key) {
    case 'ArrowUp': return to(row - 1, column)
    case 'ArrowDown': return to(row + 1, column)
    case 'ArrowLeft': return to(row, column - 1)
    case 'ArrowRight': return to(row, column + 1)
    case 'Home': return to(ctrl ? 0 : row, 0)
    case 'End': return to(ctrl ? rows - 1 : row, columns - 1)
    default: return null
  }
}
