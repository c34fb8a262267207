import { isMixed } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'
import { layerMark } from '../state/layerNames.ts'
import { layerShapes, pictureIn } from '../state/layerShapes.ts'
import { orderHeads } from '../state/modelOrder.ts'
import { sayStatistic } from '../views/model/statisticWords.ts'
import { thumbnailLevels } from '../views/thumbnails/thumbnailPixels.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing } from './drawing.ts'
import { colouredCanvas, tilesDrawing, type Tile } from './tiles.ts'

const widest = 1280
const largestSide = 96

/** All heads in the order that was chosen; a row a layer where that is the order. */
export function modelDrawing({ session, live, navigation, palette }: Panes): Drawing {
  const { layers } = live.analysis
  const thumbnails = live.pictures ?? live.thumbnails
  const most = Math.max(1, ...layers.map(({ heads }) => heads))
  const isEven = layers.every(({ heads }) => heads === most)
  const columns = isEven ? most : Math.min(16, most)
  const side = Math.min(largestSide, Math.max(28, Math.floor(widest / columns) - 12))
  const tiles = orderHeads(layers, live.statistics, navigation.order).map(({ layer, head, value }): Tile => ({
    name: `${isMixed(layers) ? layerMark(layer, layers) : layer + 1}·${head + 1}`, value: value === null ? '' : sayStatistic(navigation.order.by, value),
    paint: (painter, x, y, size) => {
      const shape = layerShapes(live.analysis)[layer]
      const own = pictureIn(thumbnails.size, shape, session.direction)
      const drawn = pictureIn(size, shape, session.direction)
      const canvas = colouredCanvas(thumbnailLevels(thumbnails, layer, head, session.direction, own), own.width, own.height, palette)
      painter.imageSmoothingEnabled = false
      painter.drawImage(canvas, 0, 0, own.width, own.height, x, y, drawn.width, drawn.height)
    },
  }))
  return { ...tilesDrawing(tiles, columns, side, palette), scale: { from: '0', to: '1', says: t('attention weight, square-root scale') } }
}
