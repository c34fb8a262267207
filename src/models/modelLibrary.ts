import { ConfigurationTarget, l10n, Uri, workspace, type Memento } from 'vscode'
import { Refusal } from '../refusal.ts'
import type { Model } from '../sessions/session.ts'
import { Signal } from '../signal.ts'
import { bundledModels } from './bundledModels.ts'
import { folderModel } from './folderModel.ts'

const recentKey = 'tokenGaze.recentModels'
const recentLimit = 8

/** The models that can be had: the bundled ones, the folders used lately, and which of them the settings choose. */
export class ModelLibrary {
  private readonly foldersChanged = new Signal<null>()
  private readonly extension: Uri
  private readonly memory: Memento
  /** Until the settings have what was chosen last. */
  private choosing: PromiseLike<unknown> = Promise.resolve()

  /** The folders that pages must be able to read have changed. */
  readonly onFoldersChange = this.foldersChanged.on

  constructor(extension: Uri, memory: Memento) {
    this.extension = extension
    this.memory = memory
  }

  bundled(): Promise<Model[]> {
    return bundledModels(this.extension)
  }

  /** Folders of the person's own, the latest first. */
  folders(): Uri[] {
    return this.memory.get<string[]>(recentKey, []).map((uri) => Uri.parse(uri))
  }

  /** The model of the setting `tokenGaze.model`, the first bundled one by default; rejects with a Refusal. */
  async current(): Promise<Model> {
    await this.choosing
    const wanted = workspace.getConfiguration('tokenGaze').get<string>('model', '').trim()
    const bundled = await this.bundled()
    const match = wanted === '' ? bundled[0] : bundled.find(({ id, label }) => id === `bundled:${wanted}` || label === wanted)
    if (match) return match
    if (wanted === '') throw new Refusal(l10n.t('No model is bundled with this build; choose a folder with Choose Model.'))
    return this.open(folderUri(wanted))
  }

  /** The model of this id, as sessions remember it. */
  async byId(id: string): Promise<Model> {
    return (await this.bundled()).find((model) => model.id === id) ?? this.open(Uri.parse(id))
  }

  /** Whether the model of this id is here; a folder is only looked at. */
  async has(id: string): Promise<boolean> {
    if ((await this.bundled()).some((model) => model.id === id)) return true
    return /^[a-z][\w+.-]+:\//i.test(id) && folderModel(Uri.parse(id)).then(() => true, () => false)
  }

  /** The model in a folder, which pages may read from now on. */
  async open(folder: Uri): Promise<Model> {
    const model = await folderModel(folder)
    const recent = this.memory.get<string[]>(recentKey, [])
    if (recent[0] !== model.folder) {
      await this.memory.update(recentKey, [model.folder, ...recent.filter((uri) => uri !== model.folder)].slice(0, recentLimit))
      if (!recent.includes(model.folder)) this.foldersChanged.fire(null)
    }
    return model
  }

  async forget(folder: Uri): Promise<void> {
    await this.memory.update(recentKey, this.memory.get<string[]>(recentKey, []).filter((uri) => uri !== folder.toString()))
  }

  /** Makes a model the setting's, where the setting lives; false where it is already. */
  async choose(model: Model): Promise<boolean> {
    const settings = workspace.getConfiguration('tokenGaze')
    const value = model.id.replace(/^bundled:/, '')
    if (settings.get('model') === value) return false
    const target = settings.inspect('model')?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace
    const update = settings.update('model', value, target)
    this.choosing = update.then(undefined, () => undefined)
    await update
    return true
  }
}

/** A folder as settings name it: a URI, an absolute path, or a path in the first workspace folder. */
function folderUri(value: string): Uri {
  if (/^[a-z][\w+.-]+:\//i.test(value)) return Uri.parse(value)
  const [home] = workspace.workspaceFolders ?? []
  const absolute = /^([a-z]:)?[\\/]/i.test(value)
  return absolute || !home ? Uri.file(value) : Uri.joinPath(home.uri, value)
}
