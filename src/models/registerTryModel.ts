import { commands, l10n, Uri, ViewColumn, window, workspace, type Disposable } from 'vscode'
import { backendSetting, orSayWhy } from '../commands/analyse.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import { placeAt } from '../sessions/place.ts'
import type { Model } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { startChoice } from '../sessions/startChoice.ts'
import type { ModelLibrary } from './modelLibrary.ts'
import { sayKind } from './sayKind.ts'

/** Try a Model: its sample is opened, as a document to play with, and run through it; the settings stay as they are. */
export function registerTryModel(store: SessionStore, mounts: Mounts, models: ModelLibrary): Disposable {
  return commands.registerCommand('tokenGaze.tryModel', (name?: unknown) => orSayWhy(async () => {
    const offered = (await models.bundled()).filter(({ sample }) => sample !== undefined)
    const model = typeof name === 'string' ? offered.find(({ id }) => id === `bundled:${name}`) : await ask(offered)
    if (!model && name !== undefined) throw new Refusal(l10n.t('No model “{0}” with a sample is bundled; run Try a Model to see which are.', String(name)))
    if (!model) return
    const sample = Uri.joinPath(Uri.parse(model.folder), model.sample!)
    if (model.kind === 'vision' || model.kind === 'captioner') await commands.executeCommand('tokenGaze.lookAtPicture', sample, model.id)
    else await tryOnText(sample, model, store)
    revealPage(mounts)
    void commands.executeCommand('setContext', `tokenGaze.tried.${model.id.replace('bundled:', '')}`, true)
  }))
}

async function ask(offered: readonly Model[]): Promise<Model | undefined> {
  const items = offered.map((model) => ({ label: model.label, ...model.kind && { detail: sayKind(model.kind) }, model }))
  return (await window.showQuickPick(items, { title: l10n.t('Try a Model on Its Sample') }))?.model
}

async function tryOnText(sample: Uri, model: Model, store: SessionStore): Promise<void> {
  const content = await read(sample)
  const opened = workspace.textDocuments.find((document) => !document.isClosed && document.isUntitled && document.getText() === content)
  const document = opened ?? await workspace.openTextDocument({ content, language: languageOf(sample.path) })
  await window.showTextDocument(document, { preview: false, viewColumn: ViewColumn.Active })
  const text = document.getText().trimEnd()
  const uri = document.uri.toString()
  const view = { choice: startChoice(model), direction: 'attendsTo', pinned: [] } as const
  store.request({ uri, title: nameOf(uri), text, place: placeAt(0, text.length), model, keepsModel: true, backend: backendSetting(), view })
  store.apply(uri, { type: 'chosen', choice: view.choice })
  store.show(uri)
}

async function read(sample: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(sample))
  } catch {
    throw new Refusal(l10n.t('The sample ({0}) cannot be read; install the extension again.', sample.path))
  }
}

function languageOf(path: string): string {
  return { py: 'python', ts: 'typescript', js: 'javascript' }[path.slice(path.lastIndexOf('.') + 1)] ?? 'plaintext'
}
