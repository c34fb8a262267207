import { sidesOf } from '../../protocol/sliceSides.ts'
import { t } from '../l10n/translate.ts'
import { sayQuantity, sayWeight } from '../state/phrases.ts'
import { shownSlice } from '../state/shownSlice.ts'
import { pictureSize, scaleOf, type Scale } from '../state/weights.ts'
import { HeatImage } from '../views/heatmap/heatImage.ts'
import { layoutHeatmap } from '../views/heatmap/heatmapLayout.ts'
import { paintHeatmap } from '../views/heatmap/paintHeatmap.ts'
import { clampViewport } from '../views/heatmap/viewport.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing, DrawingTools, ScaleBar } from './drawing.ts'
import { pixelRatio } from './pixelRatio.ts'

const smallest = 480
const largest = 2400
/** CSS pixels a cell would like to have. */
const cell = 15

/** The heatmap, or the part of it that is zoomed to; without the marks of mouse and caret. */
export function heatmapDrawing({ session, slice, units, labels, palette, navigation }: Panes, { measure }: DrawingTools): Drawing {
  const shown = shownSlice(slice, units.list, session.special ?? 'show')
  const size = pictureSize(shown, session.direction)
  const scale = scaleOf(shown, units.list)
  const axis = labels.map((text, index) => ({ text, special: units.list[index]!.special }))
  const sides = sidesOf(shown, session.direction)
  const [rowLabels, columnLabels] = [sides.rows, sides.columns].map(({ first, count }) => axis.slice(first, first + count)) as [typeof axis, typeof axis]
  const side = Math.min(largest, Math.max(smallest, Math.max(size.rows, size.columns) * cell + 110))
  const layout = layoutHeatmap({
    ...size, width: side, maxHeight: side, pixelRatio, rowLabels: rowLabels.map(({ text }) => text), columnLabels: columnLabels.map(({ text }) => text),
    measure: (text, fontSize) => measure(text, `${fontSize}px ${palette.labelFont}`).width,
  })
  const viewport = navigation.viewport ? clampViewport(navigation.viewport, layout.plot, size, pixelRatio) : layout.viewport
  const picture = { ...size, image: new HeatImage(shown, session.direction, scale.top, palette.ramp), rowLabels, columnLabels }
  return {
    width: navigation.viewport ? side : Math.ceil(layout.plot.left + viewport.cell * size.columns + 1),
    height: layout.height,
    paint: (painter) => { paintHeatmap(painter, { ...layout, viewport }, picture, palette, { focusRows: [], litRows: [], litColumns: [] }) },
    scale: scaleBar(scale, sayQuantity(slice.choice)),
  }
}

export function scaleBar({ top, cut }: Scale, quantity: string | null): ScaleBar {
  return {
    from: '0', to: cut ? `≥ ${sayWeight(top)}` : sayWeight(top),
    says: quantity === null ? t('attention weight, square-root scale') : t('{0}; square-root scale', quantity),
  }
}
