import { Disposable, window, type Memento, type TextDocument } from 'vscode'
import { backendSetting } from '../commands/analyse.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { memoryOf, passagesIn, recall, type Memory } from './memory.ts'
import { placeOfPassages } from './place.ts'
import { nameOf } from './nameOf.ts'
import type { Session } from './session.ts'
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
    const text = memory && recall(memory, document.getText())
    if (!memory || text === undefined || store.get(uri) || reviving.has(uri) || !mounts.isReady()) return
    reviving.add(uri)
    const model = await models.byId(memory.modelId).catch(() => undefined)
    reviving.delete(uri)
    if (!model || store.get(uri) || recall(memory, document.getText()) !== text) return
    const place = placeOfPassages(passagesIn(memory))
    const pair = memory.pair === undefined ? {} : { pair: memory.pair }
    store.request({ uri, title: nameOf(uri), text, place, ...pair, model, ...memory.keepsModel && { keepsModel: true }, backend: backendSetting(), view: memory })
    if (window.activeTextEditor?.document === document || !store.shown) store.show(uri)
  }
  const reviveVisible = (): void => {
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

function rememberedAlike(before: Session | null, after: Session): boolean {
  return before?.phase.kind === 'ready' && before.run === after.run && before.choice === after.choice
    && before.direction === after.direction && before.pinned === after.pinned && before.special === after.special
    && before.grouping?.kind === after.grouping?.kind
}
