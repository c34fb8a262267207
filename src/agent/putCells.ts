import { FilePermission, l10n, Range, Uri, workspace, WorkspaceEdit } from 'vscode'
import { Refusal } from '../refusal.ts'
import { locate } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'

/** Writes signs on cells of a session's world, as one edit that one undo takes back; rejects with a Refusal where it cannot. */
export async function putCells({ uri, title, run, shown }: Session, signs: ReadonlyMap<number, string>): Promise<void> {
  const readOnly = (): Refusal => new Refusal(l10n.t('{0} cannot be edited, which is how the agent acts; copy the world into a file of your own.', title))
  const address = Uri.parse(uri)
  const permissions = await Promise.resolve(workspace.fs.stat(address)).then((stat) => stat.permissions, () => undefined)
  if (workspace.fs.isWritableFileSystem(address.scheme) === false || permissions === FilePermission.Readonly) throw readOnly()
  const document = await workspace.openTextDocument(address)
  const edit = new WorkspaceEdit()
  for (const [cell, sign] of signs) {
    const { start, end } = shown!.analysis.tokens[cell]!
    const at = locate(run.place, start, end)
    if (!at) throw new Refusal(l10n.t('The world was edited since the agent looked at it; run Show Attention again.'))
    edit.replace(address, new Range(document.positionAt(at.start), document.positionAt(at.end)), sign)
  }
  const before = document.version
  const done = await Promise.resolve(workspace.applyEdit(edit)).catch(() => false)
  if (!done || document.version === before) throw readOnly()
}
