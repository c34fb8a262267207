import { meanSurprisal } from '../../protocol/predictions.ts'
import { sayNumber, t } from '../l10n/translate.ts'
import { unitsOf } from '../state/units.ts'
import { rampCss } from '../views/colour/ramp.ts'
import { blindGuess, sayBits } from '../views/predictions/surprisalWords.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing, DrawingTools } from './drawing.ts'

const width = 720
const line = 22
const chart = { height: 120, gap: 18, left: 26 }
/** Tints of running text: as strong as on the screen. */
const fontSize = 13

interface Placed {
  readonly label: string
  readonly place: number
  readonly x: number
  readonly y: number
  readonly width: number
}

/** The text tinted by surprisal, wrapped, and the surprisal by position beneath it; null until it is known. */
export function predictionsDrawing({ live, palette }: Panes, { measure }: DrawingTools): Drawing | null {
  const { found: table } = live.predicting
  if (!table) return null
  const { labels } = unitsOf({ ...live, groups: null })
  const font = `${fontSize}px ${palette.labelFont}`
  const placed = wrapped(labels.slice(table.first, table.first + table.count), (text) => measure(text, font).width)
  const textHeight = (placed.at(-1)?.y ?? 0) + line
  const [top, bottom] = [textHeight + chart.gap, textHeight + chart.gap + chart.height]
  const guess = blindGuess(table)
  const most = Math.max(guess, ...table.surprisal.filter((bits) => !Number.isNaN(bits)))
  const { bits: mean, tokens } = meanSurprisal(table)
  return {
    width, height: bottom + 4,
    scale: {
      from: '0', to: t('{0} bits', sayNumber(guess, 1)), ramp: palette.surprisal,
      says: tokens ? t('surprisal; mean {0}, perplexity {1}', sayBits(mean), sayNumber(2 ** mean, 1)) : t('surprisal'),
    },
    paint: (painter) => {
      painter.font = font
      painter.textAlign = 'left'
      painter.textBaseline = 'middle'
      for (const { label, place, x, y, width: wide } of placed) {
        const share = Math.min(1, (table.surprisal[place] || 0) / guess)
        if (share > 0) {
          painter.fillStyle = rampCss(palette.surprisal, share * palette.surprisalTint)
          painter.fillRect(x, y + 2, wide, line - 4)
        }
        painter.fillStyle = palette.foreground
        painter.fillText(label, x + 1, y + line / 2)
      }
      const y = (bits: number) => bottom - (bits / most) * chart.height
      const step = (width - chart.left) / table.count
      painter.font = `11px ${palette.labelFont}`
      painter.textAlign = 'right'
      painter.fillStyle = palette.muted
      for (const tick of [0, Math.round(most / 2), Math.floor(most)]) painter.fillText(String(tick), chart.left - 5, y(tick))
      table.surprisal.forEach((bits, place) => {
        if (Number.isNaN(bits)) return
        painter.fillStyle = rampCss(palette.surprisal, 0.25 + 0.75 * Math.min(1, bits / guess))
        painter.fillRect(chart.left + place * step, y(bits), Math.max(0.5, step - (step > 4 ? 1 : 0)), bottom - y(bits))
      })
      painter.fillStyle = palette.muted
      if (tokens) painter.fillRect(chart.left, Math.round(y(mean)), width - chart.left, 1)
      painter.fillRect(chart.left, top + chart.height, width - chart.left, 1)
    },
  }
}

/** Labels in lines as wide as the drawing; a line break of the text is one here. */
function wrapped(labels: readonly string[], widthOf: (text: string) => number): Placed[] {
  let [x, y] = [0, 0]
  return labels.map((label, place) => {
    const wide = Math.ceil(widthOf(label)) + 3
    if (x > 0 && x + wide > width) [x, y] = [0, y + line]
    const placed = { label, place, x, y, width: wide - 1 };
    [x, y] = label.endsWith('↵') ? [0, y + line] : [x + wide, y]
    return placed
  })
}
