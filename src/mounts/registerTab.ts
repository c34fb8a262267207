import { commands, Disposable, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode'
import type { Mounts } from './mounts.ts'
import { watchReady } from './watchReady.ts'

export const tabType = 'tokenGaze.attentionTab'

/** The page as an editor tab: the command that opens it, and its return after a reload of the window. */
export function registerTab(mounts: Mounts, extension: Uri): Disposable {
  let open: WebviewPanel | undefined
  const attach = (panel: WebviewPanel): void => {
    open = panel
    panel.iconPath = Uri.joinPath(extension, 'media', 'icon-tab.svg')
    const mounted = mounts.mount('tab', panel.webview, panel.visible, () => {
      panel.reveal(undefined, true)
    })
    const watch = watchReady(mounted.page)
    const visibility = panel.onDidChangeViewState(() => {
      if (panel.visible !== mounted.page.visible) mounts.setVisible(mounted.page, panel.visible)
    })
    panel.onDidDispose(() => {
      if (open === panel) open = undefined
      watch.dispose()
      visibility.dispose()
      mounted.dispose()
    })
  }
  return Disposable.from(
    commands.registerCommand('tokenGaze.openInEditorTab', () => {
      if (open) open.reveal()
      else {
        attach(window.createWebviewPanel(tabType, l10n.t('Attention'), ViewColumn.Beside, {
          enableScripts: true, retainContextWhenHidden: true,
        }))
      }
    }),
    window.registerWebviewPanelSerializer(tabType, {
      deserializeWebviewPanel(panel) {
        attach(panel)
        return Promise.resolve()
      },
    }),
  )
}
