import { commands, Disposable, window } from 'vscode'
import { isIntact } from './place.ts'
import type { SessionStore } from './sessionStore.ts'

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
    const here = active ? store.get(active.document.uri.toString()) : null
    set('session', shown !== null)
    set('shown', Boolean(shown?.shown))
    set('touring', shown?.tour !== undefined)
    set('busy', shown?.phase.kind === 'busy')
    set('here', Boolean(here?.shown))
    set('stale', Boolean(here?.shown && !isIntact(here.shown.run.place)))
  }
  update()
  return Disposable.from(store.onChange(update), store.onSwitch(update), window.onDidChangeActiveTextEditor(update))
}
