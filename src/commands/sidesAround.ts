import { l10n, window, workspace, type TextDocument, type TextEditor } from 'vscode'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import { passagesOf } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { seenFrom } from '../sessions/sides.ts'
import { passagesAt } from './passagesAt.ts'
import type { Passage } from './readPassages.ts'
import { readSides, type Side } from './readSides.ts'

/** What an editor's text and the one beside it, in sight too, are as source and target now; undefined where none is beside it. */
export async function sidesAround(editor: TextEditor, session: Session | null): Promise<ReturnType<typeof readSides> | undefined> {
  const other = session?.run.beside
  const there = window.visibleTextEditors.find(({ document }) => document.uri.toString() === other?.uri)
  if (!session || !other || !there) return undefined
  const here = sideOf(editor.document, await passageIn(editor, session))
  const [kept] = passagesOf(other.place)
  const beside = sideOf(there.document, kept ?? await passageIn(there, seenFrom(session, other.uri)))
  return session.uri === here.uri ? readSides(here, beside) : readSides(beside, here)
}

/** The texts of a session in two documents, as they are now; undefined where one of them is closed. */
export function sidesNow({ uri, run: { place, beside } }: Session): ReturnType<typeof readSides> | undefined {
  const [source, target] = [{ uri, place }, beside].map((each) => {
    const document = workspace.textDocuments.find((open) => open.uri.toString() === each?.uri)
    const [passage] = each ? passagesOf(each.place) : []
    return document && passage ? sideOf(document, passage) : undefined
  })
  return source && target ? readSides(source, target) : undefined
}

/** The passage that counts already, with the caret in it; else what is selected, or lies around the caret. */
export async function passageIn(editor: TextEditor, session: Session | null): Promise<Passage> {
  const { document, selection } = editor
  const caret = document.offsetAt(selection.active)
  const own = session?.run.beside ? passagesOf(session.run.place)[0] : undefined
  if (own && selection.isEmpty && own.start <= caret && caret <= own.end && own.start < own.end) return own
  const [passage] = await passagesAt(editor, session)
  if (!passage) throw new Refusal(l10n.t('There is no text around the caret in {0}; select some and run the command again.', nameOf(document.uri.toString())))
  return passage
}

/** A passage with the document it is of. */
export function sideOf(document: TextDocument, passage: Passage): Side {
  return { uri: document.uri.toString(), passage, documentText: document.getText() }
}

/** An editor's document. */
export function uriOf({ document }: TextEditor): string {
  return document.uri.toString()
}
