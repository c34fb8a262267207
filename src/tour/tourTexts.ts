import { l10n, Uri, workspace, type Disposable } from 'vscode'
import { Refusal } from '../refusal.ts'

const scheme = 'token-gaze-tour'

/** The address of a bundled text as a document that can be read only. */
export function tourText(name: string): Uri {
  return Uri.from({ scheme, path: `/${name}` })
}

/** Serves the bundled texts, wherever the extension's files are. */
export function provideTourTexts(extension: Uri): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const file = Uri.joinPath(extension, 'media', 'tour', path)
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(file))
      } catch {
        throw new Refusal(l10n.t('The text of the tour ({0}) cannot be read; install the extension again.', file.path))
      }
    },
  })
}
