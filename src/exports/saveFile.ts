import { commands, l10n, Uri, window, workspace } from 'vscode'
import { nameOf } from '../sessions/nameOf.ts'

/** What is called what in save dialogs. */
const kinds: Readonly<Record<string, string>> = { png: 'PNG', svg: 'SVG', csv: 'CSV', json: 'JSON', npz: 'NumPy', html: 'HTML' }

/** Asks where to put a file of this name, beside a document where that can be, writes it there, and says so or why not. */
export async function saveFile(name: string, bytes: Uint8Array, besides: Uri | undefined): Promise<void> {
  const ending = /[^.]+$/.exec(name)?.[0] ?? ''
  const folder = folderFor(besides)
  const chosen = await window.showSaveDialog({
    title: l10n.t('Export from Token Gaze'),
    ...folder && { defaultUri: Uri.joinPath(folder, name) },
    ...kinds[ending] !== undefined && { filters: { [kinds[ending]]: [ending] } },
  })
  if (!chosen) return
  try {
    await workspace.fs.writeFile(chosen, bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    void window.showErrorMessage(l10n.t('{0} could not be written ({1}); choose another place.', chosen.path, reason))
    return
  }
  const open = l10n.t('Open')
  const picked = await window.showInformationMessage(l10n.t('{0} was saved.', nameOf(chosen.toString())), open)
  if (picked === open) await commands.executeCommand('vscode.open', chosen)
}

/** A document's own folder, or the workspace's, where files can be written. */
function folderFor(document: Uri | undefined): Uri | undefined {
  const places = [document && Uri.joinPath(document, '..'), ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)]
  return places.find((place) => place && place.scheme !== 'untitled' && workspace.fs.isWritableFileSystem(place.scheme) === true)
}
