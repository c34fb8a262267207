import { Disposable, l10n, StatusBarAlignment, ThemeColor, window } from 'vscode'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { sayStatus } from './sayStatus.ts'

/** The status bar item: what is shown, or how far the loading is. */
export function registerStatusBar(store: SessionStore): Disposable {
  const item = window.createStatusBarItem('tokenGaze.status', StatusBarAlignment.Left, -10)
  item.name = 'Token Gaze'
  const update = (): void => {
    const session = store.shown
    if (!session) {
      item.hide()
      return
    }
    const { text, tooltip, command, warns } = sayStatus(session, l10n.t)
    item.text = text
    item.tooltip = tooltip
    item.command = command
    item.backgroundColor = warns ? new ThemeColor('statusBarItem.warningBackground') : undefined
    item.accessibilityInformation = { label: text.replace(/\$\([^)]*\)\s*/g, ''), role: 'button' }
    item.show()
  }
  update()
  return Disposable.from(item, store.onChange(({ uri }) => {
    if (uri === store.shown?.uri || !store.shown) update()
  }), store.onSwitch(update))
}
