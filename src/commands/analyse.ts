import { l10n, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode'
import { spokenLanguage } from '../l10n/spokenLanguage.ts'
import type { BackendChoice } from '../../protocol/model.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { takesPairs } from '../models/takesPairs.ts'
import { takesPictures } from '../models/takesPictures.ts'
import { askModelFor } from '../pictures/askModelFor.ts'
import { lookAt } from '../pictures/lookAt.ts'
import { Refusal } from '../refusal.ts'
import { passagesOf, samePassages } from '../sessions/place.ts'
import type { Model, Run, Session } from '../sessions/session.ts'
import { nameOf } from '../sessions/nameOf.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { isUnedited } from '../sessions/sides.ts'
import { sidesAround, sidesNow } from './sidesAround.ts'
import { askPair } from './askPair.ts'
import { specialSetting } from './chooseSpecial.ts'
import { passagesAt, twoSelected } from './passagesAt.ts'
import { readPassages } from './readPassages.ts'
import { whyNot } from './takeText.ts'

/** The backend of the settings. */
export function backendSetting(): BackendChoice {
  return workspace.getConfiguration('tokenGaze').get<BackendChoice>('backend', 'auto')
}

/**
 * Starts an analysis of what is selected, or lies around the caret; false where the person turned away, rejects with a
 * Refusal where it cannot be.
 */
export async function analyseEditor(editor: TextEditor, store: SessionStore, models: ModelLibrary): Promise<boolean> {
  const { document } = editor
  const uri = document.uri.toString()
  const before = store.get(uri)
  const seen = store.seen(uri)
  const sides = await sidesAround(editor, seen)
  if (seen && sides) {
    start(store, seen.uri, sides, await modelFor(seen, models), seen.run.keepsModel)
    store.show(seen.uri)
    return true
  }
  const [usual, around] = await Promise.all([modelFor(before, models), passagesAt(editor, before)])
  const model = await takesPictures(usual) ? await askModelFor('text', usual, models) : usual
  if (!model) return false
  const selected = twoSelected(editor)
  const two = selected && await takesPairs(model) ? selected : undefined
  const asPair = two ? await askPair(model) : store.get(uri)?.run.pair !== undefined && around.length === 2
  if (asPair === undefined) return false
  if (document.isClosed) throw new Refusal(l10n.t('{0} was closed; open it again and run Show Attention.', nameOf(uri)))
  const given = readPassages(two ?? around, asPair, (from, to) => document.getText().slice(from, to))
  const target = before && given.pair === undefined && samePassages(given.place, before.run.place) ? before.run.target : undefined
  start(store, uri, { ...given, ...target !== undefined && { target } }, model, model === usual ? before?.run.keepsModel : true)
  store.show(uri)
  return true
}

/** Runs a session again: over its passage as it is now, with its own model, that of the settings, or another one that is chosen now. */
export async function analyseAgain(session: Session, store: SessionStore, models: ModelLibrary, chosen?: Model): Promise<void> {
  const model = chosen ?? await modelFor(session, models)
  if (session.run.picture) {
    const { target } = session.run
    await lookAt(Uri.parse(session.uri), { model, backend: backendSetting(), ...!chosen && target !== undefined && { target } }, store)
    return
  }
  if (await takesPictures(model)) throw new Refusal(l10n.t('{0} takes pictures and no texts; run Look at Attention in a Picture.', model.label))
  const now = store.get(session.uri)
  if (!now) return
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === session.uri)
  const { place, text, pair, target, beside } = now.run
  const given = { ...target !== undefined && { target } }
  const asWas = { text, place, ...pair !== undefined && { pair }, ...beside && { beside }, ...given }
  const edited = isUnedited(now.run) ? undefined : sidesOrPassages(now, document)
  start(store, now.uri, edited ? { ...edited, ...given } : asWas, model, chosen ? undefined : now.run.keepsModel)
}

/** The session's passages as they are now, where their documents are open. */
function sidesOrPassages(session: Session, document: TextDocument | undefined): ReturnType<typeof readPassages> | undefined {
  const { place, pair, beside } = session.run
  if (beside) return sidesNow(session)
  return document && readPassages(passagesOf(place), pair !== undefined, (from, to) => document.getText().slice(from, to))
}

/** The model that a session keeps, else that of the settings. */
export async function modelFor(session: Session | null, models: ModelLibrary): Promise<Model> {
  return session?.run.keepsModel ? session.run.model : models.current()
}

/** Asks for an analysis of a document's passage; rejects with a Refusal where the text is none to analyse. */
export function start(store: SessionStore, uri: string, given: Pick<Run, 'text' | 'place' | 'pair' | 'beside' | 'target'>, model: Model, keepsModel: true | undefined): void {
  const problem = whyNot(given.text, l10n.t, spokenLanguage())
  if (problem !== undefined) throw new Refusal(problem)
  const special = specialSetting()
  store.request({ uri, title: nameOf(uri), ...given, model, ...keepsModel && { keepsModel }, backend: backendSetting(), ...special && { special } })
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
