import { commands, Disposable, l10n, window } from 'vscode'
import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import { pictureIn } from '../pictures/activePicture.ts'
import { Refusal } from '../refusal.ts'
import { pinTokens } from '../sessions/pinTokens.ts'
import { keyOf, type Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { stepHead, stepLayer } from '../sessions/stepChoice.ts'
import { wholeUnits } from '../sessions/units.ts'
import { analyseAgain, analyseEditor, orSayWhy } from './analyse.ts'
import { analyseBetween } from './analyseBetween.ts'
import { chooseHead } from './chooseHead.ts'
import { giveTarget } from './giveTarget.ts'

/** The commands around a session: start it, step through its heads, pin, turn, cancel, clear. */
export function registerSessionCommands(store: SessionStore, mounts: Mounts, models: ModelLibrary): Disposable {
  const step = (next: (choice: HeadChoice, layers: readonly LayerSummary[]) => HeadChoice) => () => {
    const session = store.shown
    const layers = session?.shown?.analysis.layers
    if (session && layers) store.apply(session.uri, { type: 'chosen', choice: next(session.choice, layers) })
  }
  const onShown = (act: (session: Session) => void) => () => {
    if (store.shown) act(store.shown)
  }
  return Disposable.from(
    commands.registerCommand('tokenGaze.showAttention', () => orSayWhy(async () => {
      const picture = window.activeTextEditor ? undefined : pictureIn(window.tabGroups.activeTabGroup.activeTab)
      if (picture && !store.get(picture.toString())) {
        await commands.executeCommand('tokenGaze.lookAtPicture', picture)
        return
      }
      const [onlyEditor, ...others] = window.visibleTextEditors
      const editor = window.activeTextEditor ?? (store.shown || others.length > 0 ? undefined : onlyEditor)
      if (editor) {
        if (!await analyseEditor(editor, store, models)) return
      } else if (store.shown) await analyseAgain(store.shown, store, models)
      else throw new Refusal(l10n.t('Open a text file, select some text in it and run Show Attention again.'))
      revealPage(mounts)
    })),
    commands.registerCommand('tokenGaze.showBetween', () => orSayWhy(async () => {
      await analyseBetween(store, models)
      revealPage(mounts)
    })),
    commands.registerCommand('tokenGaze.nextHead', step((choice, layers) => stepHead(choice, layers, 1))),
    commands.registerCommand('tokenGaze.previousHead', step((choice, layers) => stepHead(choice, layers, -1))),
    commands.registerCommand('tokenGaze.nextLayer', step((choice, layers) => stepLayer(choice, layers, 1))),
    commands.registerCommand('tokenGaze.previousLayer', step((choice, layers) => stepLayer(choice, layers, -1))),
    commands.registerCommand('tokenGaze.chooseLayerAndHead', onShown((session) => {
      chooseHead(session, store)
    })),
    commands.registerCommand('tokenGaze.giveTarget', onShown((session) => {
      void orSayWhy(() => giveTarget(session, store))
    })),
    commands.registerCommand('tokenGaze.switchDirection', onShown(({ uri, direction }) => {
      store.apply(uri, { type: 'directed', direction: direction === 'attendsTo' ? 'attendedBy' : 'attendsTo' })
    })),
    commands.registerCommand('tokenGaze.pinToken', (target?: { readonly uri: string; readonly tokens: readonly number[] }) => {
      const session = target ? store.get(target.uri) : store.shown
      if (!session?.shown) return
      const tokens = wholeUnits(session.shown, target ? target.tokens : session.caret)
      store.apply(session.uri, { type: 'pinned', tokens: pinTokens(session.pinned, tokens) })
    }),
    commands.registerCommand('tokenGaze.cancel', onShown((session) => {
      mounts.post({ type: 'cancel', key: keyOf(session) })
      if (session.shown) store.apply(session.uri, { type: 'reverted' })
      else store.remove(session.uri)
    })),
    commands.registerCommand('tokenGaze.clear', onShown((session) => {
      mounts.post({ type: 'cancel', key: keyOf(session) })
      store.remove(session.uri)
    })),
  )
}
