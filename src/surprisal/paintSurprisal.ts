import { l10n, Range, ThemeColor, type DecorationOptions, type TextDocument } from 'vscode'
import type { OverlayTypes } from '../overlay/overlayTypes.ts'
import type { Painting } from '../overlay/paintingOf.ts'
import { strongest } from '../overlay/themeColors.ts'
import { themeKind } from '../overlay/themeKind.ts'
import { levels } from '../overlay/tintUnits.ts'
import { locate } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { isUnedited } from '../sessions/sides.ts'
import { planSurprisal } from './planSurprisal.ts'
import { sayScale } from './saySurprisal.ts'
import type { TextEditorDecorationType } from 'vscode'

/** What the editor's decorations are set to while it shows surprisal; empty until that is known. */
export function paintSurprisal(session: Session, document: TextDocument, { tints }: OverlayTypes, note: TextEditorDecorationType): Painting {
  const painting: Painting = new Map()
  const plan = planSurprisal(session)
  if (!plan) return painting
  const { run } = session.shown!
  const stale = !isUnedited(run)
  const ranges = new Map<number, Range[]>()
  for (const { start, end, level } of plan.tints) {
    const at = locate(run.place, start, end)
    if (!at) continue
    const step = stale ? Math.ceil(level * 0.4) : level
    ranges.set(step, [...ranges.get(step) ?? [], new Range(document.positionAt(at.start), document.positionAt(at.end))])
  }
  for (const [step, at] of ranges) painting.set(tints[step - 1]!, at)
  painting.set(note, [legend(document, run.place.start, `${sayScale(plan, l10n.t)}${stale ? `; ${l10n.t('edited since; run Show Attention again')}` : ''}`)])
  return painting
}

/** The colours from none to the strongest and what they mean, at the end of the text's first line. */
function legend(document: TextDocument, offset: number, says: string): DecorationOptions {
  const { end } = document.lineAt(document.positionAt(offset).line).range
  const color = 'var(--vscode-tokenGaze-surprisal)'
  const percent = (100 * strongest[themeKind()]).toFixed(0)
  // Decorations have no gradient of their own; what follows the semicolon is CSS of this one box.
  const ramp = `none; background-image: linear-gradient(to right, transparent, color-mix(in srgb, ${color} ${percent}%, transparent)); outline: 1px solid color-mix(in srgb, ${color} 40%, transparent)`
  return {
    range: new Range(end, end),
    renderOptions: {
      before: { contentText: '\u00a0'.repeat(levels), textDecoration: ramp, margin: '0 0 0 2em' },
      after: { contentText: says, margin: '0 0 0 1em', color: new ThemeColor('editorCodeLens.foreground') },
    },
  }
}
