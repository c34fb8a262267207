import { commands, Disposable } from 'vscode'
import type { ViewName } from '../../protocol/views.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

/** A command for each view of the page; where nothing is analysed yet, Show Attention comes first. */
export function registerShowViews(store: SessionStore, mounts: Mounts): Disposable {
  const show = (view: ViewName) => async (): Promise<void> => {
    if (store.shown) revealPage(mounts)
    else await commands.executeCommand('tokenGaze.showAttention')
    if (store.shown) mounts.show({ type: 'show', view })
  }
  return Disposable.from(
    commands.registerCommand('tokenGaze.showHeatmap', show('heatmap')),
    commands.registerCommand('tokenGaze.showHeads', show('heads')),
    commands.registerCommand('tokenGaze.showModel', show('model')),
    commands.registerCommand('tokenGaze.showLayer', show('layer')),
    commands.registerCommand('tokenGaze.showSteps', show('steps')),
    commands.registerCommand('tokenGaze.showContext', show('context')),
    commands.registerCommand('tokenGaze.showPredictions', show('predictions')),
    commands.registerCommand('tokenGaze.showWorld', show('world')),
  )
}
