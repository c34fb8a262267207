import { commands, Disposable, l10n, QuickPickItemKind, window, workspace, type QuickPickItem } from 'vscode'
import { analyseAgain, orSayWhy } from '../commands/analyse.ts'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import type { Model } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import type { ModelLibrary } from './modelLibrary.ts'
import { sayKind } from './sayKind.ts'
import { takesPictures } from './takesPictures.ts'

interface ModelItem extends QuickPickItem {
  readonly open?: () => Promise<Model | undefined>
}

/** Choose Model, and running again when the settings name another model or backend. */
export function registerChooseModel(models: ModelLibrary, store: SessionStore): Disposable {
  return Disposable.from(
    commands.registerCommand('tokenGaze.chooseModel', () => orSayWhy(async () => {
      const picked = await window.showQuickPick(itemsOf(models, store), { title: l10n.t('Choose Model'), matchOnDescription: true })
      const model = await picked?.open?.()
      if (!model) return
      const shown = store.shown
      // What the settings name is for texts.
      if (shown?.run.picture && await takesPictures(model)) {
        await analyseAgain(shown, store, models, model)
        return
      }
      const isChanged = await models.choose(model)
      // A session that keeps its model is not run again by the change of the settings.
      if (shown && (!isChanged || shown.run.keepsModel)) await analyseAgain(shown, store, models, model)
    })),
    workspace.onDidChangeConfiguration((change) => {
      const shown = store.shown
      const isOthers = change.affectsConfiguration('tokenGaze.model') && !shown?.run.keepsModel
      if (shown && (isOthers || change.affectsConfiguration('tokenGaze.backend'))) void orSayWhy(() => analyseAgain(shown, store, models))
    }),
  )
}

async function itemsOf(models: ModelLibrary, store: SessionStore): Promise<ModelItem[]> {
  const current = store.shown?.run.model.id
  const mark = (id: string): string => (id === current ? l10n.t('shown now') : '')
  const bundled = (await models.bundled()).map((model): ModelItem => ({
    label: model.label, description: [mark(model.id), model.kind ? sayKind(model.kind) : ''].filter(Boolean).join(' · '), open: () => Promise.resolve(model),
  }))
  const folders = models.folders().map((folder): ModelItem => ({
    label: nameOf(folder.toString()),
    description: [mark(folder.toString()), folder.scheme === 'file' ? folder.fsPath : folder.toString(true)].filter(Boolean).join(' · '),
    open: async () => {
      try {
        return await models.open(folder)
      } catch (error) {
        await models.forget(folder)
        throw error
      }
    },
  }))
  return [
    { label: l10n.t('Bundled'), kind: QuickPickItemKind.Separator },
    ...bundled,
    { label: l10n.t('Folders'), kind: QuickPickItemKind.Separator },
    ...folders,
    { label: l10n.t('Open a folder…'), description: l10n.t('config.json, tokenizer.json and an .onnx file'), open: () => askFolder(models) },
  ]
}

async function askFolder(models: ModelLibrary): Promise<Model | undefined> {
  const picked = await window.showOpenDialog({
    canSelectFolders: true, canSelectFiles: false, openLabel: l10n.t('Open Model'), title: l10n.t('A model in Hugging Face layout'),
  })
  const [folder] = picked ?? []
  if (!picked) return undefined
  if (!folder) throw new Refusal(l10n.t('No folder was chosen; run Choose Model again.'))
  return models.open(folder)
}
