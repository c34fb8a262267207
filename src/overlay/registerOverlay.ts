import { DecorationRangeBehavior, Disposable, ThemeColor, window, workspace, type TextEditor, type TextEditorDecorationType } from 'vscode'
import { focusOf, type Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { documentsOf } from '../sessions/sides.ts'
import { colorNow, type OverlayName } from './colorNow.ts'
import { overlayTypes, type OverlayTypes } from './overlayTypes.ts'
import { paintingOf, type Painting } from './paintingOf.ts'
import type { ThemeKind } from './themeColors.ts'
import { themeKind } from './themeKind.ts'
import { paintSurprisal } from '../surprisal/paintSurprisal.ts'

const totalsSetting = 'tokenGaze.lineTotals'

/** Tints the tokens of every editor whose document has a session. */
export function registerOverlay(store: SessionStore): Disposable {
  let look = lookNow()
  let types = typesFor(look)
  const note = window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2em', fontStyle: 'italic', color: new ThemeColor('editorCodeLens.foreground') },
  })
  let painted = new WeakMap<TextEditor, Set<TextEditorDecorationType>>()

  const paint = (editor: TextEditor, fresh: Painting): void => {
    for (const type of painted.get(editor) ?? []) if (!fresh.has(type)) editor.setDecorations(type, [])
    for (const [type, ranges] of fresh) editor.setDecorations(type, ranges)
    painted.set(editor, new Set(fresh.keys()))
  }
  const update = (editor: TextEditor): void => {
    const session = store.seen(editor.document.uri.toString())
    const totals = workspace.getConfiguration().get(totalsSetting, false)
    const fresh: Painting = session?.surprisal ? paintSurprisal(session, editor.document, types.surprisal, note) : session ? paintingOf(session, editor, types[session.direction], note, totals) : new Map()
    if (fresh.size > 0 || painted.has(editor)) paint(editor, fresh)
  }
  const updateAll = (uris?: readonly string[]): void => {
    for (const editor of window.visibleTextEditors) if (!uris || uris.includes(editor.document.uri.toString())) update(editor)
  }

  return Disposable.from(
    note,
    { dispose: () => disposeTypes(types) },
    store.onChange(({ before, after }) => {
      if (looksDifferent(before, after)) updateAll([before, after].flatMap((session) => session ? documentsOf(session) : []))
    }),
    store.onSwitch(() => {
      updateAll()
    }),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      update(textEditor)
    }),
    window.onDidChangeVisibleTextEditors(() => {
      updateAll()
    }),
    window.onDidChangeActiveColorTheme(() => {
      const next = lookNow()
      if (JSON.stringify(next) === JSON.stringify(look)) return
      look = next
      disposeTypes(types)
      types = typesFor(look)
      painted = new WeakMap()
      updateAll()
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(totalsSetting)) updateAll()
    }),
  )
}

/** What decoration types are made of: they are made anew where it changes. */
interface Look {
  readonly kind: ThemeKind
  readonly colors: Readonly<Record<OverlayName, string>>
}

function lookNow(): Look {
  return { kind: themeKind(), colors: { attendsTo: colorNow('attendsTo'), attendedBy: colorNow('attendedBy'), surprisal: colorNow('surprisal') } }
}

function typesFor({ kind, colors }: Look): Record<OverlayName, OverlayTypes> {
  const of = (name: OverlayName): OverlayTypes => overlayTypes(name, kind, colors[name])
  return { attendsTo: of('attendsTo'), attendedBy: of('attendedBy'), surprisal: of('surprisal') }
}

function disposeTypes(types: Record<OverlayName, OverlayTypes>): void {
  for (const { tints, source, staleSource, marks } of Object.values(types)) {
    for (const type of [...tints, source, staleSource, ...marks]) type.dispose()
  }
}

function looksDifferent(before: Session | null, after: Session | null): boolean {
  return before?.shown !== after?.shown || before?.direction !== after?.direction
    || before?.surprisal !== after?.surprisal || before?.special !== after?.special || (before && focusOf(before)) !== (after && focusOf(after))
}
