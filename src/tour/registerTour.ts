import { commands, Disposable, l10n, Selection, window, workspace, type Uri } from 'vscode'
import { tourStops, type TourStop } from '../../protocol/tour.ts'
import { backendSetting, orSayWhy } from '../commands/analyse.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import { placeAt } from '../sessions/place.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { stopPlan, tourModel, turnOf } from './tourPlan.ts'
import { provideTourTexts, tourText } from './tourTexts.ts'

/** The guided tour: each stop opens a bundled text, runs the real model on it and turns the page to a view. */
export function registerTour(store: SessionStore, mounts: Mounts, models: ModelLibrary, extension: Uri): Disposable {
  let asked = 0
  const visit = (stop: TourStop, fromPage: boolean): Promise<void> => orSayWhy(async () => {
    asked += 1
    const turn = asked
    const { sample, word, choice, direction } = stopPlan(stop)
    const model = (await models.bundled()).find(({ id }) => id === tourModel)
    if (!model) throw new Refusal(l10n.t('The model of the tour is not bundled with this build; install the extension again.'))
    const document = await workspace.openTextDocument(tourText(sample))
    if (turn !== asked) return
    const editor = await window.showTextDocument(document, { preview: false, preserveFocus: fromPage })
    if (turn !== asked) return
    const text = document.getText().trimEnd()
    const at = document.positionAt(text.indexOf(word))
    editor.selection = new Selection(at, at)
    const uri = document.uri.toString()
    const known = store.get(uri)
    const runs = known?.run.text === text && known.run.model.id === model.id && known.phase.kind !== 'failed'
    if (!runs) {
      const place = placeAt(0, text.length)
      store.request({ uri, title: nameOf(uri), text, place, model, backend: backendSetting(), view: { choice, direction, pinned: [] } })
    }
    store.apply(uri, { type: 'visited', stop, choice, direction })
    store.show(uri)
    revealPage(mounts)
    mounts.show(turnOf(stop))
    void commands.executeCommand('setContext', `tokenGaze.toured.${stop}`, true)
  })
  const end = (): void => {
    for (const { uri } of store.all()) store.apply(uri, { type: 'left' })
  }
  const step = (by: 1 | -1) => (): void => {
    const now = store.shown?.tour
    const next = now && tourStops[tourStops.indexOf(now) + by]
    if (next) void visit(next, false)
  }
  return Disposable.from(
    provideTourTexts(extension),
    commands.registerCommand('tokenGaze.tour', (stop?: unknown) => visit(tourStops.find((name) => name === stop) ?? tourStops[0], false)),
    commands.registerCommand('tokenGaze.nextTourStop', step(1)),
    commands.registerCommand('tokenGaze.previousTourStop', step(-1)),
    commands.registerCommand('tokenGaze.endTour', end),
    mounts.onReport(({ message, page }) => {
      // A page that comes later is where the others are.
      if (message.type === 'ready' && store.shown?.tour) void page.webview.postMessage(turnOf(store.shown.tour))
      if (message.type !== 'tour') return
      if (message.stop) void visit(message.stop, true)
      else end()
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      store.apply(uri.toString(), { type: 'left' })
    }),
  )
}
