import { l10n, Uri, workspace } from 'vscode'
import type { ModelFile } from '../../protocol/model.ts'
import { Refusal } from '../refusal.ts'
import type { Model, ModelKind } from '../sessions/session.ts'

interface ManifestEntry {
  readonly name: string
  readonly label: string
  readonly folder: string
  readonly kind: ModelKind
  readonly sample?: string
  readonly start?: { readonly layer: number; readonly head: number }
  readonly files: readonly ModelFile[]
}

/** The models that come with the extension, from media/models/manifest.json; rejects with a Refusal where it is damaged. */
export async function bundledModels(extension: Uri): Promise<Model[]> {
  const home = Uri.joinPath(extension, 'media', 'models')
  const manifest = Uri.joinPath(home, 'manifest.json')
  try {
    const entries = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(manifest))) as ManifestEntry[]
    return entries.map(({ name, label, folder, kind, files, start, sample }) => ({
      id: `bundled:${name}`, label, folder: Uri.joinPath(home, folder).toString(), kind, files, ...start && { start }, ...sample !== undefined && { sample },
    }))
  } catch {
    throw new Refusal(l10n.t('The list of bundled models ({0}) cannot be read; install the extension again.', manifest.path))
  }
}
