import { l10n, window, workspace, type TextEditor } from 'vscode'
import type { BackendChoice } from '../../protocol/model.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { Refusal } from '../refusal.ts'
import { isIntact, placeAt } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { nameOf } from '../sessions/nameOf.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { passageAt } from './passageAt.ts'
import { whyNot } from './takeText.ts'

/** The backend of the settings. */
export function backendSetting(): BackendChoice {
  return workspace.getConfiguration('tokenGaze').get<BackendChoice>('backend', 'auto')
}

/** Starts an analysis of what is selected, or lies around the caret; rejects with a Refusal where that cannot be. */
export async function analyseEditor(editor: TextEditor, store: SessionStore, models: ModelLibrary): Promise<void> {
  const { document } = editor
  const uri = document.uri.toString()
  const [passage, model] = await Promise.all([passageAt(editor, store.get(uri)), models.current()])
  if (document.isClosed) throw new Refusal(l10n.t('{0} was closed; open it again and run Show Attention.', nameOf(uri)))
  const range = passage && document.validateRange(passage)
  const text = range ? document.getText(range) : ''
  const problem = whyNot(text, l10n.t)
  if (problem !== undefined || !range) throw new Refusal(problem ?? '')
  const place = placeAt(document.offsetAt(range.start), text.length)
  store.request({ uri, title: nameOf(uri), text, place, model, backend: backendSetting() })
  store.show(uri)
}

/** Runs a session again: over its passage as it is now, with the model and backend of the settings. */
export async function analyseAgain(session: Session, store: SessionStore, models: ModelLibrary): Promise<void> {
  const model = await models.current()
  const now = store.get(session.uri)
  if (!now) return
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === session.uri)
  const { place, text } = now.run
  const passage = document && !isIntact(place) ? document.getText().slice(place.start, place.end) : text
  const problem = whyNot(passage, l10n.t)
  if (problem !== undefined) throw new Refusal(problem)
  store.request({
    uri: now.uri, title: now.title, text: passage,
    place: passage === text && isIntact(place) ? place : placeAt(place.start, passage.length),
    model, backend: backendSetting(),
  })
}

/** Does what may be refused, and tells the person why it was. */
export async function orSayWhy(task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    if (error instanceof Refusal) void window.showWarningMessage(error.message)
    else {
      const reason = error instanceof Error ? error.message : String(error)
      void window.showErrorMessage(l10n.t('Token Gaze ran into a fault of its own: {0}. Run Show Attention again.', reason))
    }
  }
}
