import { chosenLayers } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'
import { sayLayer } from '../state/layerNames.ts'
import { sayPatch, specialInPicture } from '../state/patches.ts'
import { sayChoice } from '../state/phrases.ts'
import { rampCss } from '../views/colour/ramp.ts'
import { cutToWidth } from '../views/heatmap/axisLabels.ts'
import type { Painter } from '../views/painter.ts'
import { specialNote } from '../views/specialNote.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { About } from './about.ts'
import type { Drawing } from './drawing.ts'

const margin = 16
const least = 420
const lineHeight = 17
const scaleHeight = 22
const bar = { width: 120, height: 8, steps: 60 }

/** A drawing with what it is of above it, and what its colours mean beneath it. */
export function framed(panes: Panes, about: About, drawing: Drawing): { width: number; height: number; paint(painter: Painter): void } {
  const { palette, slice, units, session, navigation } = panes
  const special = navigation.view === 'picture' ? specialInPicture(session, units.list, panes.focused) : session.special ?? 'show'
  const width = Math.max(least, drawing.width) + 2 * margin
  const note = specialNote(slice, units.list, special)
  const captions = captionsOf(panes, about)
  const top = margin + captions.length * lineHeight + 10
  const height = top + drawing.height + 10 + scaleHeight + (note === '' ? 0 : lineHeight) + margin
  return {
    width, height,
    paint: (painter) => {
      painter.save()
      painter.translate(margin, top)
      drawing.paint(painter)
      painter.restore()
      const write = (text: string, y: number, colour: string, bold: boolean): void => {
        painter.font = `${bold ? 'bold ' : ''}12px ${sans}`
        painter.textAlign = 'left'
        painter.textBaseline = 'middle'
        painter.fillStyle = colour
        painter.fillText(cutToWidth(text, width - 2 * margin, (part) => painter.measureText(part).width), margin, y)
      }
      captions.forEach((caption, line) => {
        write(caption, margin + (line + 0.5) * lineHeight, line === 0 ? palette.foreground : palette.muted, line === 0)
      })
      const below = top + drawing.height + 10
      if (drawing.scale) paintScale(painter, panes, drawing.scale, below)
      if (note !== '') write(note, below + scaleHeight + lineHeight / 2, palette.muted, false)
    },
  }
}

const sans = 'Segoe UI, Helvetica, Arial, sans-serif'

function captionsOf(panes: Panes, { generator, revision, text }: About): string[] {
  const { session, live, slice, navigation } = panes
  const direction = session.direction === 'attendsTo' ? t('rows attend to columns') : t('rows are attended by columns')
  const { view } = navigation
  const what = view === 'predictions' ? t('surprisal') : view === 'model' ? t('all heads')
    : view === 'layer' ? sayLayer(chosenLayers(slice.choice, live.analysis.layers)[0] ?? 0, live.analysis.layers) : sayChoice(slice.choice, live.analysis.layers)
  return [
    [session.title, what, view === 'heads' || view === 'predictions' || view === 'picture' ? '' : direction].filter(Boolean).join(' · '),
    [live.modelLabel, revision.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/g, '$1…'), t('{0} tokens', live.analysis.tokens.length), generator].filter(Boolean).join(' · '),
    view === 'picture' ? sayFocus(panes) : text.replace(/\s+/g, ' ').trim(),
  ]
}

/** What a picture is looked at from. */
function sayFocus({ session, live: { analysis: { patches } }, focused, labels }: Panes): string {
  const names = focused.map((token) => (patches ? sayPatch(patches, token, labels) : labels[token] ?? '')).join('; ')
  if (names === '') return ''
  return session.direction === 'attendsTo' ? t('what {0} attends to', names) : t('what attends to {0}', names)
}

function paintScale(painter: Painter, { palette }: Panes, { from, to, says, ramp = palette.ramp }: NonNullable<Drawing['scale']>, y: number): void {
  painter.font = `11px ${sans}`
  painter.textAlign = 'left'
  painter.textBaseline = 'middle'
  painter.fillStyle = palette.muted
  let x = margin
  const write = (text: string): void => {
    if (text === '') return
    painter.fillStyle = palette.muted
    painter.fillText(text, x, y + scaleHeight / 2)
    x += painter.measureText(text).width + 6
  }
  write(from)
  if (from !== '') {
    x = Math.round(x)
    const step = bar.width / bar.steps
    for (let index = 0; index < bar.steps; index++) {
      painter.fillStyle = rampCss(ramp, index / (bar.steps - 1))
      painter.fillRect(x + index * step, y + (scaleHeight - bar.height) / 2, step, bar.height)
    }
    x += bar.width + 6
  }
  write(to)
  if (from !== '') x += 6
  write(says)
}
