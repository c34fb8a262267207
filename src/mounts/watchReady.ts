import { commands, l10n, window, type Disposable } from 'vscode'
import type { MountedPage } from './mounts.ts'

const readyLimit = 25_000

/** Says so, once, where a page that was opened never starts to listen. */
export function watchReady(page: MountedPage): Disposable {
  const timer = setTimeout(() => {
    if (page.ready || !page.visible) return
    const reload = l10n.t('Reload Window')
    void window.showErrorMessage(
      l10n.t('The attention page did not start within {0} seconds. Reload the window and try again.', readyLimit / 1000), reload,
    ).then((picked) => {
      if (picked === reload) void commands.executeCommand('workbench.action.reloadWindow')
    })
  }, readyLimit)
  return {
    dispose: () => {
      clearTimeout(timer)
    },
  }
}
