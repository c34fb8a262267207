import { workspace, type Disposable } from 'vscode'
import { orSayWhy, start } from '../commands/analyse.ts'
import { readPassages } from '../commands/readPassages.ts'
import { passagesOf } from '../sessions/place.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { isUnedited } from '../sessions/sides.ts'

/** Looks at a world again as soon as it is one again after an edit: the agent's own, an undo, or a person's; with the same model. */
export function followWorld(store: SessionStore): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const session = store.get(document.uri.toString())
    if (!session?.shown?.analysis.world || contentChanges.length === 0 || isUnedited(session.run)) return
    const { place, text, model, keepsModel } = session.run
    const given = readPassages(passagesOf(place), false, (from, to) => document.getText().slice(from, to))
    if (!isWorldLike(given.text, text)) return
    void orSayWhy(() => {
      start(store, session.uri, given, model, keepsModel)
      return Promise.resolve()
    })
  })
}

/** One agent, at most one goal, and as many cells as before: while it is edited, a world need not be one. */
function isWorldLike(text: string, before: string): boolean {
  return text.length === before.length && /^[#.GA\r\n]*$/.test(text) && text.split('A').length === 2 && text.split('G').length <= 2
}
