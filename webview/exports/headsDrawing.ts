import { t } from '../l10n/translate.ts'
import { sayQuantity, sayWeight } from '../state/phrases.ts'
import { layoutHeads, placesOf, sidesOfLabels } from '../views/heads/headLayout.ts'
import { coloursOfHeads, headPicture, tokensShown } from '../views/heads/headPicture.ts'
import { paintHeads } from '../views/heads/paintHeads.ts'
import { shownHeads } from '../views/heads/shownHeads.ts'
import type { Painter } from '../views/painter.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing, DrawingTools } from './drawing.ts'

const width = 640
const rowHeight = 18
const keyHeight = 22

/** The head view with all its rows, and which colour is which head where there are several. */
export function headsDrawing({ session, live, slice, navigation, units, labels, palette }: Panes, { measure }: DrawingTools): Drawing {
  const { heads: settings } = navigation
  const special = session.special ?? 'show'
  const { layers } = live.analysis
  const { choice } = slice
  const colours = coloursOfHeads(palette, settings)
  const { picture } = headPicture({
    choice, slices: live.slices, layers, tokens: units.list, labels, direction: session.direction, settings, special, lit: null,
  }, colours)
  const shownTokens = tokensShown(units.list, special, session.direction, slice)
  const layout = layoutHeads({
    width, room: placesOf(sidesOfLabels(settings.shape, shownTokens)) * rowHeight, shape: settings.shape, labels, shown: shownTokens,
    measure: (text, fontSize) => measure(text, `${fontSize}px ${palette.labelFont}`).width,
  })
  const shown = shownHeads(choice, settings, layers)
  const paintKeys = (painter: Painter): void => {
    painter.font = `12px ${palette.labelFont}`
    painter.textAlign = 'left'
    painter.textBaseline = 'middle'
    let x = layout.linesLeft
    for (const { choice: { head }, colour } of shown) {
      const text = typeof head === 'number' ? t('Head {0}', head + 1) : t('Average')
      painter.fillStyle = colours[colour]!
      painter.fillRect(x, 4, 10, 10)
      painter.fillStyle = palette.foreground
      painter.fillText(text, x + 14, 9)
      x += 14 + painter.measureText(text).width + 16
    }
  }
  const top = shown.length > 1 ? keyHeight : 0
  return {
    width, height: layout.height + top,
    paint: (painter) => {
      painter.save()
      painter.translate(0, top)
      paintHeads(painter, layout, 0, picture, { row: null, column: null, focused: [], cursor: null }, palette)
      painter.restore()
      if (top > 0) paintKeys(painter)
    },
    scale: { from: '', to: '', says: t('Opacity follows the {0}, full from {1}.', sayQuantity(choice) ?? t('weight'), sayWeight(picture.top)) },
  }
}
