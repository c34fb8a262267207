import type { Disposable} from 'vscode';
import { commands, l10n, window } from 'vscode'
import type { Mounts } from './mounts.ts'
import { watchReady } from './watchReady.ts'

export const viewId = 'tokenGaze.attention'
const openLimit = 20_000

/** The page as the view "Attention", which goes on working while it is hidden. */
export function registerView(mounts: Mounts): Disposable {
  return window.registerWebviewViewProvider(viewId, {
    resolveWebviewView(view) {
      const mounted = mounts.mount('view', view.webview, view.visible, () => {
        view.show(true)
      })
      const watch = watchReady(mounted.page)
      const visibility = view.onDidChangeVisibility(() => {
        mounts.setVisible(mounted.page, view.visible)
      })
      view.onDidDispose(() => {
        watch.dispose()
        visibility.dispose()
        mounted.dispose()
      })
    },
  }, { webviewOptions: { retainContextWhenHidden: true } })
}

/** Brings the view into sight without taking the focus from the editor; an editor tab in sight will do. */
export function revealPage(mounts: Mounts): void {
  if (mounts.isVisible()) return
  const view = mounts.find('view')
  if (view) {
    view.reveal()
    return
  }
  void commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  setTimeout(() => {
    if (mounts.find('view') ?? mounts.find('tab')) return
    void window.showErrorMessage(l10n.t(
      'The view "Attention" did not open. Open it from the Token Gaze icon in the activity bar, or run "Open in Editor Tab".',
    ))
  }, openLimit)
}
