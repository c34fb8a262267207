import { l10n, window } from 'vscode'
import { Refusal } from '../refusal.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

/** Asks for the text that an encoder-decoder's decoder shall be given, nothing for what it generates itself, and runs it. */
export async function giveTarget({ uri, title, run, shown }: Session, store: SessionStore): Promise<void> {
  const target = shown?.analysis.target
  if (!target) throw new Refusal(l10n.t('{0} has no decoder that could be given a text; choose an encoder-decoder with Choose Model.', run.model.label))
  if (run.pair !== undefined && !run.beside) throw new Refusal(l10n.t('The target is the second passage; edit it in the document.'))
  const given = await window.showInputBox({
    title: l10n.t('Target Text'), value: target.text, prompt: l10n.t('What the decoder is given; leave it empty for what the model generates itself.'),
  })
  const now = store.get(uri)
  if (given === undefined || !now) return
  const { text: all, pair, place, picture, keepsModel, model, backend } = now.run
  const text = all.slice(0, pair === undefined ? all.length : pair - 1)
  store.request({
    uri, title, text, place: { ...place, length: text.length }, ...picture && { picture }, model, ...keepsModel && { keepsModel }, backend, ...given.trim() !== '' && { target: given },
  })
}
