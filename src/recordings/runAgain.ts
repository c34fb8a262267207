import { Position, window, workspace } from 'vscode'
import type { Recording } from '../../protocol/recording.ts'
import { backendSetting, orSayWhy } from '../commands/analyse.ts'
import { readPassages } from '../commands/readPassages.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import { nameOf } from '../sessions/nameOf.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

/** Opens a recording's text as a new document and runs its model on it, with what was chosen. */
export function runAgain({ text, pair, analysis, model, choice, direction, special }: Recording, store: SessionStore, models: ModelLibrary, mounts: Mounts): Promise<void> {
  return orSayWhy(async () => {
    const found = await models.byId(model.id)
    const document = await workspace.openTextDocument({ content: pair === undefined ? text : `${text}\n${pair}` })
    await window.showTextDocument(document, { preview: false })
    // A document may write line breaks otherwise: its own text is what is run.
    const whole = document.getText()
    const second = pair === undefined ? null : document.offsetAt(new Position(text.split(/\r\n|\r|\n/).length, 0))
    const passages = second === null ? [{ start: 0, end: whole.length }]
      : [{ start: 0, end: second - (whole[second - 2] === '\r' ? 2 : 1) }, { start: second, end: whole.length }]
    const given = readPassages(passages, pair !== undefined, (start, end) => whole.slice(start, end))
    const uri = document.uri.toString()
    const target = pair === undefined && analysis.target && !analysis.target.generated ? analysis.target.text : undefined
    store.request({
      uri, title: nameOf(uri), ...given, ...target !== undefined && { target }, model: found, backend: backendSetting(),
      view: { choice, direction, pinned: [], ...special && { special } },
    })
    store.show(uri)
    revealPage(mounts)
  })
}
