import { t } from '../l10n/translate.ts'
import { cellsOf } from '../state/looked.ts'
import { patchWeights } from '../state/patches.ts'
import { sayQuantity, sayWeight } from '../state/phrases.ts'
import { paintPictureMarks } from '../views/picture/paintPicture.ts'
import type { Panes } from '../views/viewPanes.ts'
import { paintMoves, paintWorld } from '../views/world/paintWorld.ts'
import { gridOf, layoutWorld } from '../views/world/worldLayout.ts'
import type { Drawing } from './drawing.ts'
import { pixelRatio } from './pixelRatio.ts'

const side = 640

/** The world with the attention over its cells, as it is now; null where none is shown. */
export function worldDrawing({ session, live, slice, focused, palette }: Panes): Drawing | null {
  const { world, tokens } = live.analysis
  if (!world) return null
  const layout = layoutWorld(world, { width: side, height: side }, pixelRatio)
  const from = live.groups === null && focused.length > 0 ? focused : [world.agent]
  const weights = live.groups === null ? patchWeights(slice, session.direction, from, gridOf(world)) : null
  return {
    width: layout.width, height: layout.height,
    paint: (painter) => {
      paintWorld(painter, { world, cells: cellsOf(tokens), weights: weights?.weights ?? null, top: weights?.top ?? 1, steps: session.episode?.steps ?? [] }, layout, palette)
      paintPictureMarks(painter, layout, { focused: from, pointed: null }, palette)
      paintMoves(painter, world, layout, palette)
    },
    scale: weights && { from: '0', to: sayWeight(weights.top), says: t('{0} of a cell, square-root scale', sayQuantity(slice.choice) ?? t('attention weight')) },
  }
}
