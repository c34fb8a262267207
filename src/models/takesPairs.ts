import { Uri, workspace } from 'vscode'
import type { Model } from '../sessions/session.ts'
import { isPairModel } from './isPairModel.ts'

/** Whether a model takes two texts as a pair, by its files; false where they cannot be read. */
export async function takesPairs({ folder }: Model): Promise<boolean> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(Uri.parse(folder), name))))
  try {
    const [config, tokenizer] = await Promise.all([read('config.json'), read('tokenizer.json')])
    return isPairModel(config, tokenizer)
  } catch {
    return false
  }
}
