import type { Analysis, Direction } from '../../protocol/attention.ts'
import { shapeOf, type Shape } from '../../protocol/families.ts'
import { sidesOf } from '../../protocol/sliceSides.ts'

const known = new WeakMap<Pick<Analysis, 'tokens' | 'layers' | 'target'>, readonly Shape[]>()

/** Which tokens the rows and columns of each layer are of. */
export function layerShapes(analysis: Pick<Analysis, 'tokens' | 'layers' | 'target'>): readonly Shape[] {
  const before = known.get(analysis)
  if (before) return before
  const { tokens, layers, target } = analysis
  const source = tokens.filter(({ segment }) => segment !== 1).length
  const shapes = layers.map((layer): Shape => (target ? shapeOf(layer, source, tokens.length - source) : { queries: tokens.length, keys: tokens.length }))
  known.set(analysis, shapes)
  return shapes
}

/** How large a layer's picture is in a square: as large as fits, in the proportions of its rows and columns. */
export function pictureIn(side: number, shape: Shape | undefined, direction: Direction): { readonly width: number; readonly height: number } {
  if (!shape) return { width: side, height: side }
  const { rows, columns } = sidesOf(shape, direction)
  const most = Math.max(1, rows.count, columns.count)
  const part = (count: number) => Math.max(1, Math.round((side * count) / most))
  return { width: part(columns.count), height: part(rows.count) }
}
