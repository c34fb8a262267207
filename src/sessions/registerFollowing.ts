import { Disposable, l10n, window, workspace, type TextDocument, type TextEditor, type Uri } from 'vscode'
import { focusTokens, nearestToken } from './focusTokens.ts'
import { nameOf } from './nameOf.ts'
import type { SessionStore } from './sessionStore.ts'
import { documentsOf } from './sides.ts'

/** Keeps sessions true to their documents: carets, edits, the active editor, renames and closings. */
export function registerFollowing(store: SessionStore): Disposable {
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (!isPreview(textEditor)) followCarets(textEditor, store, false)
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      const seen = editor && store.seen(editor.document.uri.toString())
      if (seen) store.show(seen.uri)
      // Of two texts side by side it is the one in front whose caret counts, also where it stands as it stood.
      if (editor && seen?.run.beside) followCarets(editor, store, false)
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return
      store.follow(document.uri.toString(), {
        type: 'edited',
        edits: contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text })),
        read: (start, end) => readSpan(document, start, end),
      })
    }),
    workspace.onDidOpenTextDocument((document) => {
      store.follow(document.uri.toString(), { type: 'reopened', documentText: document.getText() })
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) moveSessions(store, oldUri, newUri)
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) store.remove(uri.toString())
    }),
    workspace.onDidCloseTextDocument((document) => {
      setTimeout(() => {
        leave(document, store)
      })
    }),
    store.onChange(({ before, after }) => {
      if (!after?.shown || before?.shown?.run.version === after.shown.run.version || after.shown.analysis.world) return
      const editor = [window.activeTextEditor, ...window.visibleTextEditors].find((each) => each && documentsOf(after).includes(each.document.uri.toString()))
      if (editor) followCarets(editor, store, true)
    }),
  )
}

/** An editor inside another one's peek view: its selection shows a location, and is not the person's caret. */
function isPreview(editor: TextEditor): boolean {
  return editor.viewColumn === undefined
    && window.visibleTextEditors.some(({ document, viewColumn }) => document === editor.document && viewColumn !== undefined)
}

/** The document's text of [start, end), which may run past its end. */
function readSpan(document: TextDocument, start: number, end: number): string {
  return document.getText().slice(start, end)
}

/** Makes the tokens at the carets the session's; where they touch none, what was in focus stays, or the nearest for a start. */
function followCarets(editor: TextEditor, store: SessionStore, fresh: boolean): void {
  const session = store.seen(editor.document.uri.toString())
  if (!session?.shown) return
  const { analysis, run } = session.shown
  const carets = editor.selections.map(({ anchor, active }) => ({
    anchor: editor.document.offsetAt(anchor), active: editor.document.offsetAt(active),
  }))
  const touched = focusTokens(analysis.tokens, run.place, carets)
  const tokens = touched.length > 0 || !fresh ? touched : nearestToken(analysis.tokens, run.place, carets[0]?.active ?? 0)
  if (tokens.length > 0) store.apply(session.uri, { type: 'caret', tokens })
}

/** A renamed file takes its session along; so do all files of a renamed folder. */
function moveSessions(store: SessionStore, from: Uri, to: Uri): void {
  const old = from.toString()
  for (const uri of store.documents()) {
    if (uri !== old && !uri.startsWith(`${old}/`)) continue
    const moved = to.toString() + uri.slice(old.length)
    store.move(uri, moved, nameOf(moved))
  }
}

/** A closed file keeps its session for when it is opened again; an untitled text is gone for good. */
function leave(document: TextDocument, store: SessionStore): void {
  const uri = document.uri.toString()
  const session = store.get(uri)
  if (!session || workspace.textDocuments.some((open) => open.uri.toString() === uri)) return
  const busy = session.phase.kind === 'busy'
  if (document.isUntitled) store.remove(uri)
  if (!busy) return
  void window.showInformationMessage(document.isUntitled
    ? l10n.t('{0} was closed before its attention was ready; open the text again and run Show Attention.', session.title)
    : l10n.t('{0} was closed before its attention was ready; open it again to see it.', session.title))
}
