import { oneHead } from '../../protocol/choice.ts'
import { chosenLayers } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'
import { sayWeight } from '../state/phrases.ts'
import { shownSlice } from '../state/shownSlice.ts'
import { scaleOf } from '../state/weights.ts'
import { drawHeatImage, HeatImage } from '../views/heatmap/heatImage.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing, DrawingTools } from './drawing.ts'
import { pixelRatio } from './pixelRatio.ts'
import { tilesDrawing, type Tile } from './tiles.ts'

const columns = 4
const side = 240

/** All heads of the layer that is shown, also those out of sight. */
export async function layerDrawing({ session, live, slice, units, palette }: Panes, tools: DrawingTools): Promise<Drawing> {
  const [layer = 0] = chosenLayers(slice.choice, live.analysis.layers)
  const tiles: Tile[] = []
  for (let head = 0; head < live.analysis.layers[layer]!.heads; head++) {
    const shown = shownSlice(await tools.slice(oneHead(slice.choice, layer, head)), units.list, session.special ?? 'show')
    const { top } = scaleOf(shown, units.list)
    const image = new HeatImage(shown, session.direction, top, palette.ramp)
    const { rows, columns } = image.size
    tiles.push({
      name: t('Head {0}', head + 1), value: t('to {0}', sayWeight(top)),
      paint: (painter, x, y, size) => {
        const cell = (size * pixelRatio) / Math.max(rows, columns)
        painter.save()
        painter.translate(x, y)
        painter.scale(1 / pixelRatio, 1 / pixelRatio)
        drawHeatImage(painter, image, 0, 0, cell, { left: 0, top: 0, width: cell * columns, height: cell * rows })
        painter.restore()
      },
    })
  }
  return {
    ...tilesDrawing(tiles, Math.min(columns, tiles.length), side, palette),
    scale: { from: '0', to: t('each head’s strongest'), says: t('Square-root scale, each head up to its own strongest weight between tokens of the text.') },
  }
}
