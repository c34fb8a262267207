import type { Translate } from '../../src/l10n/translate.ts'

/** What `vscode.l10n.t` says where no translation is installed. */
export const english: Translate = (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]))
