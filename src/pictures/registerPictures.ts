import { commands, Disposable, l10n, Uri, window, type Memento } from 'vscode'
import { backendSetting, orSayWhy } from '../commands/analyse.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import { takesPictures } from '../models/takesPictures.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { revealPage } from '../mounts/registerView.ts'
import type { Model } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { startChoice } from '../sessions/startChoice.ts'
import { pictureIn, visiblePictures } from './activePicture.ts'
import { askModelFor } from './askModelFor.ts'
import { lookAt } from './lookAt.ts'

const modelKey = 'tokenGaze.pictureModel'

/** Look at Attention in a Picture, given its URI and the model's id or neither; and the session of a picture shown when its tab is. */
export function registerPictures(store: SessionStore, mounts: Mounts, models: ModelLibrary, state: Memento): Disposable {
  return Disposable.from(
    commands.registerCommand('tokenGaze.lookAtPicture', (chosen?: unknown, id?: unknown) => orSayWhy(async () => {
      const picture = chosen instanceof Uri ? chosen : visiblePictures()[0] ?? await askPicture()
      const model = picture && (typeof id === 'string' ? await models.byId(id) : await modelFor(picture, store, models, state))
      if (!model) return
      await lookAt(picture, { model, backend: backendSetting() }, store)
      if (typeof id === 'string') store.apply(picture.toString(), { type: 'chosen', choice: startChoice(model) })
      void state.update(modelKey, model.id)
      revealPage(mounts)
      mounts.show({ type: 'show', view: 'picture' })
    })),
    window.tabGroups.onDidChangeTabs(({ changed, opened }) => {
      const picture = pictureIn([...opened, ...changed].find((tab) => tab.isActive && tab.group.isActive))
      if (picture) store.show(picture.toString())
    }),
    window.tabGroups.onDidChangeTabGroups(() => {
      const picture = pictureIn(window.tabGroups.activeTabGroup.activeTab)
      if (picture) store.show(picture.toString())
    }),
  )
}

/** The model that this picture had, that of the settings, or the one that the last picture had; else the person is asked. */
async function modelFor(picture: Uri, store: SessionStore, models: ModelLibrary, state: Memento): Promise<Model | undefined> {
  const before = store.get(picture.toString())?.run
  if (before?.picture) return before.model
  const current = await models.current()
  if (await takesPictures(current)) return current
  const id = state.get<string>(modelKey)
  const last = id === undefined ? undefined : await models.byId(id).catch(() => undefined)
  if (last && await takesPictures(last)) return last
  return askModelFor('picture', current, models)
}

async function askPicture(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t('A picture to look at'), openLabel: l10n.t('Look at It'),
    filters: { [l10n.t('Pictures')]: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp'] },
  })
  return picked?.[0]
}
