import { Disposable, Uri, window, workspace, type Memento, type TextDocument } from 'vscode'
import { backendSetting } from '../commands/analyse.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { pictureIn } from '../pictures/activePicture.ts'
import { lookAt } from '../pictures/lookAt.ts'
import { memoryOf, passagesIn, recall, type Memory } from './memory.ts'
import { placeOfPart, placeOfPassages } from './place.ts'
import { nameOf } from './nameOf.ts'
import type { Run, Session } from './session.ts'
import type { SessionStore } from './sessionStore.ts'

const key = 'tokenGaze.sessions'
const limit = 20

/** Remembers sessions in the workspace's state, and brings them back when a page is there to run them. */
export function registerMemory(store: SessionStore, mounts: Mounts, models: ModelLibrary, state: Memento): Disposable {
  const memories = new Map(state.get<Memory[]>(key, []).map((memory) => [memory.uri, memory]))
  const reviving = new Set<string>()

  const revive = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString()
    const memory = memories.get(uri)
    const beside = memory?.beside && await openBeside(memory.beside.uri)
    const text = memory && recall(memory, document.getText(), beside?.getText())
    if (!memory || memory.picture || text === undefined || store.get(uri) || reviving.has(uri) || !mounts.isReady()) return
    reviving.add(uri)
    const model = await models.byId(memory.modelId).catch(() => undefined)
    reviving.delete(uri)
    if (!model || store.get(uri) || recall(memory, document.getText(), beside?.getText()) !== text) return
    const { pair, target } = memory
    store.request({
      uri, title: nameOf(uri), text, ...placesIn(memory, text), ...pair !== undefined && { pair }, ...target !== undefined && { target }, model, ...memory.keepsModel && { keepsModel: true }, backend: backendSetting(), view: memory,
    })
    if (window.activeTextEditor && [document, beside].includes(window.activeTextEditor.document) || !store.shown) store.show(uri)
  }
  /** The picture in the active tab, or the one that was shown last where no text is in front. */
  const revivePicture = async (): Promise<void> => {
    const active = pictureIn(window.tabGroups.activeTabGroup.activeTab)
    const last = [...memories.values()].at(-1)
    const memory = active ? memories.get(active.toString()) : window.activeTextEditor ? undefined : last
    if (!memory?.picture || store.get(memory.uri) || reviving.has(memory.uri) || !mounts.isReady()) return
    const { uri, modelId, target } = memory
    reviving.add(uri)
    const model = await models.byId(modelId).catch(() => undefined)
    reviving.delete(uri)
    if (!model || store.get(uri)) return
    // A picture that is gone is not missed.
    await lookAt(Uri.parse(uri), { model, backend: backendSetting(), ...target !== undefined && { target }, view: memory }, store).catch(() => undefined)
  }
  const reviveVisible = (): void => {
    void revivePicture()
    const active = window.activeTextEditor
    for (const editor of [...(active ? [active] : []), ...window.visibleTextEditors]) void revive(editor.document)
  }

  return Disposable.from(
    store.onChange(({ uri, before, after }) => {
      if (!after && before) memories.delete(uri)
      else if (after?.phase.kind === 'ready' && !rememberedAlike(before, after)) {
        memories.delete(uri)
        memories.set(uri, memoryOf(after))
      } else return
      void state.update(key, [...memories.values()].slice(-limit))
    }),
    mounts.onReport(({ message }) => {
      if (message.type === 'ready') reviveVisible()
    }),
    window.onDidChangeVisibleTextEditors(reviveVisible),
  )
}

/** The other document of two texts, in whatever editor it is or was; undefined where it is gone. */
async function openBeside(uri: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(uri))
  } catch {
    return undefined
  }
}

function placesIn(memory: Memory, text: string): Pick<Run, 'place' | 'beside'> {
  const { pair, beside } = memory
  const [own] = passagesIn(memory)
  const [second] = beside?.passages ?? []
  if (!beside || !own || !second || pair === undefined) return { place: placeOfPassages(passagesIn(memory)) }
  return { place: placeOfPart(text.length, 0, own), beside: { uri: beside.uri, place: placeOfPart(text.length, pair, second) } }
}

function rememberedAlike(before: Session | null, after: Session): boolean {
  return before?.phase.kind === 'ready' && before.run === after.run && before.choice === after.choice
    && before.direction === after.direction && before.pinned === after.pinned && before.special === after.special
    && before.grouping?.kind === after.grouping?.kind
}
