import { commands, Disposable, l10n, ProgressLocation, window } from 'vscode'
import { grouped } from '../l10n/grouped.ts'
import { spokenLanguage } from '../l10n/spokenLanguage.ts'
import { keyOf, type Session } from '../sessions/session.ts'
import type { SessionChange, SessionStore } from '../sessions/sessionStore.ts'
import { sayProgress } from './sayStatus.ts'

/** A load that takes longer than this gets a notification that can cancel it. */
const patience = 4_000

/** Says once what a person must know: failures, text that did not fit, loads that take long. */
export function registerNotices(store: SessionStore): Disposable {
  return store.onChange((change) => {
    const { before, after } = change
    if (!after) return
    if (after.phase.kind === 'failed' && before?.phase !== after.phase) sayFailure(after)
    const { shown } = after
    if (shown && before?.shown?.run.version !== shown.run.version) sayTruncated(after)
    if (after.phase.kind === 'busy' && (before?.phase.kind !== 'busy' || before.run.version !== after.run.version)) followBusy(change, store)
  })
}

function sayFailure({ phase }: Session): void {
  if (phase.kind !== 'failed') return
  const { message, blame } = phase.failure
  if (blame === 'internal') void window.showErrorMessage(message)
  else if (blame === 'input') void window.showWarningMessage(message)
}

function sayTruncated({ shown, run }: Session): void {
  const { truncated } = shown!.analysis
  if (!truncated) return
  void window.showInformationMessage(l10n.t(
    '{0} takes {1} of the {2} tokens of this text; the rest is not shown. Select a shorter passage to see it.',
    run.model.label, grouped(truncated.kept, spokenLanguage()), grouped(truncated.total, spokenLanguage()),
  ))
}

/** A bar in the view while a session is busy, and after a while a notification with Cancel. */
function followBusy({ uri, after }: SessionChange, store: SessionStore): void {
  const { version } = keyOf(after!)
  const isBusy = (): Session | undefined => {
    const session = store.get(uri)
    return session?.phase.kind === 'busy' && session.run.version === version && store.shown === session ? session : undefined
  }
  const ended = new Promise<void>((resolve) => {
    const check = (): void => {
      if (isBusy()) return
      watching.dispose()
      resolve()
    }
    const watching = Disposable.from(store.onChange(check), store.onSwitch(check))
  })
  void window.withProgress({ location: { viewId: 'tokenGaze.attention' } }, () => ended)
  setTimeout(() => {
    if (!isBusy()) return
    void window.withProgress({ location: ProgressLocation.Notification, title: 'Token Gaze', cancellable: true }, (progress, token) => {
      let percent = 0
      const tell = (): void => {
        const session = isBusy()
        if (session?.phase.kind !== 'busy') return
        const step = session.phase.progress
        const now = step?.phase === 'download' && step.total > 0 ? (100 * step.loaded) / step.total : percent
        progress.report({ message: sayProgress(step, session.run.model.label, l10n.t), increment: Math.max(0, now - percent) })
        percent = Math.max(percent, now)
      }
      tell()
      const telling = store.onChange(tell)
      token.onCancellationRequested(() => {
        if (isBusy()) void commands.executeCommand('tokenGaze.cancel')
      })
      return ended.finally(() => {
        telling.dispose()
      })
    })
  }, patience)
}
