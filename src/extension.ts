import type { ExtensionContext } from 'vscode'
import { registerActing } from './agent/registerActing.ts'
import { registerChooseSpecial } from './commands/chooseSpecial.ts'
import { registerSessionCommands } from './commands/registerSessionCommands.ts'
import { registerShowViews } from './commands/showViews.ts'
import { registerExports } from './exports/registerExports.ts'
import { registerGrouping } from './grouping/registerGrouping.ts'
import { registerHover } from './hover/registerHover.ts'
import { registerLens } from './lens/registerLens.ts'
import { ModelLibrary } from './models/modelLibrary.ts'
import { registerChooseModel } from './models/registerChooseModel.ts'
import { registerTryModel } from './models/registerTryModel.ts'
import { Mounts } from './mounts/mounts.ts'
import { registerReports } from './mounts/registerReports.ts'
import { registerTab } from './mounts/registerTab.ts'
import { registerView } from './mounts/registerView.ts'
import { registerOverlay } from './overlay/registerOverlay.ts'
import { registerPointed } from './overlay/registerPointed.ts'
import { registerPictures } from './pictures/registerPictures.ts'
import { registerRecordings } from './recordings/registerRecordings.ts'
import { runAgain } from './recordings/runAgain.ts'
import { registerContext } from './sessions/registerContext.ts'
import { registerFollowing } from './sessions/registerFollowing.ts'
import { registerMemory } from './sessions/registerMemory.ts'
import { SessionStore } from './sessions/sessionStore.ts'
import { registerNotices } from './status/registerNotices.ts'
import { registerStatusBar } from './status/registerStatusBar.ts'
import { registerSurprisal } from './surprisal/registerSurprisal.ts'
import { registerTargets } from './targets/registerTargets.ts'
import { registerTour } from './tour/registerTour.ts'
import { registerWriting } from './writing/registerWriting.ts'

/** Wires the features; each is a file with a `register…` function. */
export function activate(context: ExtensionContext): void {
  const store = new SessionStore()
  const models = new ModelLibrary(context.extensionUri, context.globalState)
  const mounts = new Mounts(context.extensionUri, store, models)
  const recordings = registerRecordings(context.extensionUri, models, (recording) => runAgain(recording, store, models, mounts))
  context.subscriptions.push(
    recordings,
    registerExports(store, mounts, recordings),
    mounts.listen(),
    registerFollowing(store),
    registerActing(store, mounts),
    registerReports(mounts, store),
    registerView(mounts),
    registerTab(mounts, context.extensionUri),
    registerSessionCommands(store, mounts, models),
    registerChooseModel(models, store),
    registerPictures(store, mounts, models, context.globalState),
    registerTryModel(store, mounts, models),
    registerChooseSpecial(store),
    registerShowViews(store, mounts),
    registerOverlay(store),
    registerPointed(store, mounts),
    registerHover(store, mounts),
    registerLens(store),
    registerTargets(store),
    registerSurprisal(store, mounts),
    registerWriting(store, mounts),
    registerGrouping(store),
    registerTour(store, mounts, models, context.extensionUri),
    registerContext(store),
    registerStatusBar(store),
    registerNotices(store),
    registerMemory(store, mounts, models, context.workspaceState),
  )
}
