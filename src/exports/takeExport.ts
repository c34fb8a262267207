import { window, type Uri } from 'vscode'
import type { PageToHost } from '../../protocol/pageToHost.ts'
import { saveFile } from './saveFile.ts'

/** Saves what a page exports, and tells what came of it; other messages are none of its. */
export function takeExport(message: PageToHost, beside: Uri | undefined): void {
  if (message.type === 'save') void saveFile(message.name, message.bytes, beside)
  if (message.type !== 'tell') return
  if (message.failed) void window.showWarningMessage(message.message)
  else void window.showInformationMessage(message.message)
}
