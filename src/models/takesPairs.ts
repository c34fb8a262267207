import { Uri, workspace } from 'vscode'
import type { Model } from '../sessions/session.ts'
import { hasTwoSegments } from './modelLayout.ts'

/** Whether a model takes two texts as a pair of segments, by its config.json. */
export async function takesPairs({ folder }: Model): Promise<boolean> {
  try {
    const file = Uri.joinPath(Uri.parse(folder), 'config.json')
    return hasTwoSegments(JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))))
  } catch {
    return false
  }
}
