import { Uri, workspace } from 'vscode'
import type { Model } from '../sessions/session.ts'
import { isPictureModel } from './isPictureModel.ts'

/** Whether a model takes pictures and not texts: a bundled one by its kind, another by its files; false where they cannot be read. */
export async function takesPictures({ kind, folder, files }: Pick<Model, 'kind' | 'folder' | 'files'>): Promise<boolean> {
  if (kind) return kind === 'vision' || kind === 'captioner'
  const read = async (name: string): Promise<unknown> => {
    if (!files.some(({ path }) => path === name)) return undefined
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(Uri.parse(folder), name))))
  }
  try {
    const [config, preprocessor] = await Promise.all([read('config.json'), read('preprocessor_config.json')])
    return isPictureModel(config, preprocessor)
  } catch {
    return false
  }
}
