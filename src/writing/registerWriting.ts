import { l10n, workspace, WorkspaceEdit, type Disposable } from 'vscode'
import type { SamplingChoice } from '../../protocol/predictions.ts'
import { readPassages } from '../commands/readPassages.ts'
import { orSayWhy } from '../commands/analyse.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { Refusal } from '../refusal.ts'
import { isIntact, passagesOf } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

/** What a model wrote: into the document behind the text that it wrote on from; or another way of writing a target. */
export function registerWriting(store: SessionStore, mounts: Mounts): Disposable {
  return mounts.onReport(({ message }) => {
    if (message.type !== 'accept' && message.type !== 'sample') return
    const session = store.all().find(({ id, run }) => id === message.key.id && run.version === message.key.version)
    if (!session) return
    if (message.type === 'accept') void orSayWhy(() => insert(session, message.text, store))
    else sample(session, message.sampling, store)
  })
}

/** Inserts the text behind the last passage, as one edit that can be undone, and analyses all of it. */
async function insert({ uri, title, run }: Session, written: string, store: SessionStore): Promise<void> {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri)
  if (!document || !isIntact(run.place)) throw new Refusal(l10n.t('The text was edited since the model wrote on from it; run Show Attention again.'))
  const passages = passagesOf(run.place)
  const last = passages.at(-1)!
  const before = document.getText().length
  const edit = new WorkspaceEdit()
  edit.insert(document.uri, document.positionAt(last.end), written)
  if (!await workspace.applyEdit(edit)) throw new Refusal(l10n.t('{0} cannot be edited; save a copy of it and try there.', title))
  const end = last.end + document.getText().length - before
  const given = readPassages([...passages.slice(0, -1), { start: last.start, end }], run.pair !== undefined, (from, to) => document.getText().slice(from, to))
  const { model, keepsModel, backend } = run
  store.request({ uri, title, ...given, model, ...keepsModel && { keepsModel }, backend })
}

/** The same source, its target written in this way. */
function sample({ uri, title, run }: Session, sampling: SamplingChoice, store: SessionStore): void {
  if (run.pair !== undefined) return
  const { text, place, picture, model, keepsModel, backend } = run
  store.request({ uri, title, text, place, ...picture && { picture }, model, ...keepsModel && { keepsModel }, backend, sampling })
}
