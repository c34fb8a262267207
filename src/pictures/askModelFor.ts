import { l10n, window, type QuickPickItem } from 'vscode'
import { folderModel } from '../models/folderModel.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { takesPictures } from '../models/takesPictures.ts'
import type { Model } from '../sessions/session.ts'

/** All models at hand that take pictures, or texts: the bundled ones, then the folders used lately. */
export async function modelsFor(input: 'picture' | 'text', models: ModelLibrary): Promise<Model[]> {
  const folders = await Promise.all(models.folders().map((folder) => folderModel(folder).catch(() => undefined)))
  const all = [...await models.bundled(), ...folders.filter((model) => model !== undefined)]
  const fits = await Promise.all(all.map(async (model) => await takesPictures(model) === (input === 'picture')))
  return all.filter((_, index) => fits[index])
}

/** Asks which of the models for pictures, or for texts, to take; undefined where the person turned away. */
export async function askModelFor(input: 'picture' | 'text', instead: Model, models: ModelLibrary): Promise<Model | undefined> {
  const items = (await modelsFor(input, models)).map((model): QuickPickItem & { readonly model: Model } => ({ label: model.label, model }))
  const placeHolder = input === 'picture' ? l10n.t('{0} takes texts and no pictures; choose a model that takes pictures.', instead.label)
    : l10n.t('{0} takes pictures and no texts; choose a model that takes texts.', instead.label)
  return (await window.showQuickPick(items, { title: l10n.t('Choose Model'), placeHolder }))?.model
}
