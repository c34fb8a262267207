import {
  DecorationRangeBehavior, Disposable, l10n, Range, ThemeColor, window,
  type DecorationOptions, type TextDocument, type TextEditor, type TextEditorDecorationType,
} from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import { focusOf, type Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { overlayTypes, type OverlayTypes } from './overlayTypes.ts'
import { planOverlay, type OverlayPlan, type Stretch } from './planOverlay.ts'
import type { ThemeKind } from './themeColors.ts'
import { themeKind } from './themeKind.ts'

/** Lines above and below what is visible that are tinted too, so that small scrolls show nothing bare. */
const margin = 20

/** Tints the tokens of every editor whose document has a session. */
export function registerOverlay(store: SessionStore): Disposable {
  let kind = themeKind()
  let types = typesFor(kind)
  const note = window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2em', fontStyle: 'italic', color: new ThemeColor('editorCodeLens.foreground') },
  })
  let painted = new WeakMap<TextEditor, Set<TextEditorDecorationType>>()

  const paint = (editor: TextEditor, fresh: ReadonlyMap<TextEditorDecorationType, readonly Range[] | readonly DecorationOptions[]>): void => {
    for (const type of painted.get(editor) ?? []) if (!fresh.has(type)) editor.setDecorations(type, [])
    for (const [type, ranges] of fresh) editor.setDecorations(type, ranges)
    painted.set(editor, new Set(fresh.keys()))
  }
  const update = (editor: TextEditor): void => {
    const { document } = editor
    const session = store.get(document.uri.toString())
    const { start, end } = visibleSpan(editor)
    const plan = session ? planOverlay(session, start, end) : undefined
    const fresh = new Map<TextEditorDecorationType, Range[] | DecorationOptions[]>()
    if (session && plan) {
      const { tints, source, staleSource } = types[session.direction]
      plan.tints.forEach((stretches, index) => {
        if (stretches.length > 0) fresh.set(tints[index]!, stretches.map((stretch) => rangeOf(document, stretch)))
      })
      if (plan.sources.length > 0) fresh.set(plan.stale ? staleSource : source, plan.sources.map((stretch) => rangeOf(document, stretch)))
      const said = noteAt(plan, document)
      if (said) fresh.set(note, [said])
    }
    if (fresh.size > 0 || painted.has(editor)) paint(editor, fresh)
  }
  const updateAll = (uri?: string): void => {
    for (const editor of window.visibleTextEditors) if (!uri || editor.document.uri.toString() === uri) update(editor)
  }

  return Disposable.from(
    note,
    { dispose: () => disposeTypes(types) },
    store.onChange(({ uri, before, after }) => {
      if (looksDifferent(before, after)) updateAll(uri)
    }),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      update(textEditor)
    }),
    window.onDidChangeVisibleTextEditors(() => {
      updateAll()
    }),
    window.onDidChangeActiveColorTheme(() => {
      if (themeKind() === kind) return
      kind = themeKind()
      disposeTypes(types)
      types = typesFor(kind)
      painted = new WeakMap()
      updateAll()
    }),
  )
}

function typesFor(kind: ThemeKind): Record<Direction, OverlayTypes> {
  return { attendsTo: overlayTypes('attendsTo', kind), attendedBy: overlayTypes('attendedBy', kind) }
}

function disposeTypes(types: Record<Direction, OverlayTypes>): void {
  for (const { tints, source, staleSource } of Object.values(types)) for (const type of [...tints, source, staleSource]) type.dispose()
}

function looksDifferent(before: Session | null, after: Session | null): boolean {
  return before?.shown !== after?.shown || before?.direction !== after?.direction
    || (before && focusOf(before)) !== (after && focusOf(after))
}

function visibleSpan({ document, visibleRanges }: TextEditor): Stretch {
  const first = Math.max(0, Math.min(...visibleRanges.map(({ start }) => start.line)) - margin)
  const last = Math.min(document.lineCount - 1, Math.max(...visibleRanges.map(({ end }) => end.line)) + margin)
  if (visibleRanges.length === 0) return { start: 0, end: 0 }
  return { start: document.offsetAt(document.lineAt(first).range.start), end: document.offsetAt(document.lineAt(last).range.end) }
}

function rangeOf(document: TextDocument, { start, end }: Stretch): Range {
  return new Range(document.positionAt(start), document.positionAt(end))
}

/** The special tokens' share, at the end of its line. */
function noteAt({ note, stale }: OverlayPlan, document: TextDocument): DecorationOptions | undefined {
  if (!note) return undefined
  const { end } = document.lineAt(document.positionAt(note.at).line).range
  const contentText = [note.text, ...(stale ? [l10n.t('edited since; run Show Attention again')] : [])].filter(Boolean).join('\u00a0 ')
  return contentText === '' ? undefined : { range: new Range(end, end), renderOptions: { after: { contentText } } }
}
