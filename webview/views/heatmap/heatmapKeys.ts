import type { Cell } from '../../state/navigation.ts'
import type { PictureSize } from './viewport.ts'

export type HeatmapAction =
  | { readonly do: 'move'; readonly cell: Cell }
  | { readonly do: 'pick'; readonly pin: boolean }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'fit' }
  | { readonly do: 'leave' }

export interface KeyPress {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
}

/** One step of zoom by key or button. */
export const zoomStep = 1.5
const pageRows = 10

/**
 * What a key does in the heatmap, or null where the key is not ours. Without a cursor any move puts it at `start`.
 * Home and End go along the row, with Ctrl to the corners.
 */
export function heatmapAction(press: KeyPress, cursor: Cell | null, start: Cell, size: PictureSize): HeatmapAction | null {
  switch (press.key) {
    case 'Enter':
      return cursor && { do: 'pick', pin: press.shift }
    case '+':
    case '=':
      return { do: 'zoom', factor: zoomStep }
    case '-':
    case '_':
      return { do: 'zoom', factor: 1 / zoomStep }
    case '0':
      return { do: 'fit' }
    case 'Escape':
      return cursor && { do: 'leave' }
  }
  const target = moved(press, cursor ?? start, size)
  return target && { do: 'move', cell: cursor ? target : start }
}

function moved({ key, ctrl }: KeyPress, { row, column }: Cell, { rows, columns }: PictureSize): Cell | null {
  const to = (nextRow: number, nextColumn: number): Cell => ({
    row: Math.min(Math.max(0, nextRow), rows - 1),
    column: Math.min(Math.max(0, nextColumn), columns - 1),
  })
  switch (key) {
    case 'ArrowUp': return to(row - 1, column)
    case 'ArrowDown': return to(row + 1, column)
    case 'ArrowLeft': return to(row, column - 1)
    case 'ArrowRight': return to(row, column + 1)
    case 'PageUp': return to(row - pageRows, column)
    case 'PageDown': return to(row + pageRows, column)
    case 'Home': return to(ctrl ? 0 : row, 0)
    case 'End': return to(ctrl ? rows - 1 : row, columns - 1)
    default: return null
  }
}
