import { l10n, window } from 'vscode'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { takesPairs } from '../models/takesPairs.ts'
import { Refusal } from '../refusal.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { modelFor, start } from './analyse.ts'
import { readSides } from './readSides.ts'
import { passageIn, sideOf, uriOf } from './sidesAround.ts'

/** Shows the attention between what is selected, or lies around the caret, in two editors side by side. */
export async function analyseBetween(store: SessionStore, models: ModelLibrary): Promise<void> {
  const editors = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined).sort((a, b) => a.viewColumn! - b.viewColumn!)
  const [left, right] = editors
  if (!left || !right || editors.length > 2) {
    throw new Refusal(l10n.t('Open the source in one editor and the target in one beside it, no third, and run Show Attention Between Two Editors again.'))
  }
  const known = store.seen(uriOf(left))
  const [source, target] = known?.uri === uriOf(right) && known.run.beside?.uri === known.uri ? [right, left] : [left, right]
  const own = store.get(uriOf(source))
  const model = await modelFor(own, models)
  if (!await takesPairs(model)) {
    throw new Refusal(l10n.t('{0} takes one text; choose an encoder-decoder, or an encoder that was trained on pairs, with Choose Model.', model.label))
  }
  const sides = await Promise.all([source, target].map(async (editor) => sideOf(editor.document, await passageIn(editor, store.seen(uriOf(editor))))))
  start(store, uriOf(source), readSides(sides[0]!, sides[1]!), model, own?.run.keepsModel)
  store.show(uriOf(source))
}
