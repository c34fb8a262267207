import { l10n, Range, type DecorationOptions, type TextDocument, type TextEditor, type TextEditorDecorationType } from 'vscode'
import type { Session } from '../sessions/session.ts'
import { lineNotes, rulerMarks } from './lineNotes.ts'
import type { OverlayTypes } from './overlayTypes.ts'
import { planOverlay, type Stretch } from './planOverlay.ts'

/** Lines above and below what is visible that are tinted too, so that small scrolls show nothing bare. */
const margin = 20

/** What each decoration type is set to. */
export type Painting = Map<TextEditorDecorationType, readonly Range[] | readonly DecorationOptions[]>

/** What an editor shows of its session; `totals`: with the share of every visible line. */
export function paintingOf(
  session: Session, editor: TextEditor, { tints, source, staleSource, marks }: OverlayTypes, note: TextEditorDecorationType, totals: boolean,
): Painting {
  const { document, visibleRanges } = editor
  const painting: Painting = new Map()
  const span = visibleSpan(editor)
  const plan = planOverlay(session, span.start, span.end)
  if (!plan) return painting
  const put = (type: TextEditorDecorationType, stretches: readonly Stretch[]): void => {
    if (stretches.length > 0) painting.set(type, stretches.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end))))
  }
  plan.tints.forEach((stretches, index) => {
    put(tints[index]!, stretches)
  })
  put(plan.stale ? staleSource : source, plan.sources)
  for (const [step, stretches] of rulerMarks(session)) put(marks[step]!, stretches)
  const notes = lineNotes(session, plan, {
    lineOf: (offset) => document.positionAt(offset).line,
    isSeen: (line) => visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line),
  }, totals, l10n.t)
  if (notes.size > 0) painting.set(note, [...notes].map(([line, contentText]) => atEnd(document, line, contentText)))
  return painting
}

function visibleSpan({ document, visibleRanges }: TextEditor): Stretch {
  const first = Math.max(0, Math.min(...visibleRanges.map(({ start }) => start.line)) - margin)
  const last = Math.min(document.lineCount - 1, Math.max(...visibleRanges.map(({ end }) => end.line)) + margin)
  if (visibleRanges.length === 0) return { start: 0, end: 0 }
  return { start: document.offsetAt(document.lineAt(first).range.start), end: document.offsetAt(document.lineAt(last).range.end) }
}

function atEnd(document: TextDocument, line: number, contentText: string): DecorationOptions {
  const { end } = document.lineAt(line).range
  return { range: new Range(end, end), renderOptions: { after: { contentText } } }
}
