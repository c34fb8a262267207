import type { PatchGrid } from '../../../protocol/picture.ts'
import type { WorldAnalysis } from '../../../protocol/world.ts'
import { layoutPicture, type PictureLayout } from '../picture/pictureLayout.ts'

/** Room around the cells, in cells: for the arrows of moves against the edge. */
const margin = 0.3

/** A world's cells as a grid of patches, which is what its layout and its words are of. */
export function gridOf({ rows, columns }: Pick<WorldAnalysis, 'rows' | 'columns'>): PatchGrid {
  const [width, height] = [columns + 2 * margin, rows + 2 * margin]
  return { first: 0, rows, columns, box: { left: margin / width, top: margin / height, width: columns / width, height: rows / height } }
}

/** As large as the room allows, in square cells. */
export function layoutWorld(world: Pick<WorldAnalysis, 'rows' | 'columns'>, room: { readonly width: number; readonly height: number }, pixelRatio: number): PictureLayout {
  return layoutPicture({ width: world.columns + 2 * margin, height: world.rows + 2 * margin }, gridOf(world), room, pixelRatio)
}
