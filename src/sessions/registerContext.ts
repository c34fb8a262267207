import { commands, Disposable, window } from 'vscode'
import type { SessionStore } from './sessionStore.ts'
import { isUnedited } from './sides.ts'

/** Context keys for `when` clauses: what makes sense now. */
export function registerContext(store: SessionStore): Disposable {
  const last = new Map<string, boolean>()
  const set = (key: string, value: boolean): void => {
    if (last.get(key) === value) return
    last.set(key, value)
    void commands.executeCommand('setContext', `tokenGaze.${key}`, value)
  }
  const update = (): void => {
    const { shown } = store
    const active = window.activeTextEditor
    const here = active ? store.seen(active.document.uri.toString()) : null
    set('session', shown !== null)
    set('shown', Boolean(shown?.shown))
    set('world', shown?.shown?.analysis.world !== undefined)
    set('touring', shown?.tour !== undefined)
    set('busy', shown?.phase.kind === 'busy')
    set('here', Boolean(here?.shown))
    set('stale', Boolean(here?.shown && !isUnedited(here.shown.run)))
  }
  update()
  return Disposable.from(store.onChange(update), store.onSwitch(update), window.onDidChangeActiveTextEditor(update))
}
