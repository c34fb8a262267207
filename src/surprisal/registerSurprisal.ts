import { commands, Disposable, l10n, window } from 'vscode'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { whereIs } from '../sessions/sides.ts'
import { planSurprisal, shownSurprisal } from './planSurprisal.ts'

/** The overlay of how surprising each token was, in the place of attention's: turned on and off, and off where it cannot be had. */
export function registerSurprisal(store: SessionStore, mounts: Mounts): Disposable {
  const turn = (uri: string, on: boolean): void => {
    store.apply(uri, { type: 'surprised', on })
  }
  const refuse = (uri: string, reason: string): void => {
    turn(uri, false)
    void window.showWarningMessage(reason)
  }
  return Disposable.from(
    commands.registerCommand('tokenGaze.showSurprisal', async () => {
      if (store.shown?.surprisal) {
        turn(store.shown.uri, false)
        return
      }
      if (!store.shown) await commands.executeCommand('tokenGaze.showAttention')
      if (store.shown) turn(store.shown.uri, true)
    }),
    store.onChange(({ uri, before, after }) => {
      if (!after?.surprisal) return
      if (lacksLogits(after)) refuse(uri, l10n.t('{0} gives no probabilities for tokens, because it is no decoder or was exported without its head, so that no token has a surprisal; choose a decoder with Choose Model.', after.run.model.label))
      else if (after.surprisal !== before?.surprisal && isElsewhere(after)) {
        refuse(uri, l10n.t('What {0} writes is in no document, where its surprisal could be shown; see Predictions.', after.run.model.label))
        revealPage(mounts)
        mounts.show({ type: 'show', view: 'predictions' })
      }
    }),
    mounts.onReport(({ message, reports }) => {
      if (!reports) return
      if (message.type === 'predicted') store.answer(message)
      if (message.type !== 'unpredicted') return
      const session = store.all().find(({ id, run }) => id === message.key.id && run.version === message.key.version)
      if (session && message.failure.blame !== 'cancelled') refuse(session.uri, message.failure.message)
    }),
  )
}

/** What is shown is of the request that counts, and has no predictions. */
function lacksLogits({ phase, run, shown }: Session): boolean {
  return phase.kind === 'ready' && shown?.run.version === run.version && shown.analysis.predicts !== true
}

function isElsewhere(session: Session): boolean {
  const plan = planSurprisal(session)
  return plan !== undefined && shownSurprisal(session)!.count > 1 && !plan.tints.some((tint) => whereIs(session, tint))
}
