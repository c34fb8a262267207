import { env, l10n } from 'vscode'

/** What our sentences are in: VS Code's language where there is a translation, else English. */
export function spokenLanguage(): string {
  return l10n.bundle ? env.language : 'en'
}
