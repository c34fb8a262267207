import { l10n, workspace, type Uri } from 'vscode'
import type { BackendChoice } from '../../protocol/model.ts'
import { takesPictures } from '../models/takesPictures.ts'
import { Refusal } from '../refusal.ts'
import { nameOf } from '../sessions/nameOf.ts'
import { placeAt } from '../sessions/place.ts'
import type { Model } from '../sessions/session.ts'
import type { SessionRequest, SessionStore } from '../sessions/sessionStore.ts'

/** The longest file that is handed to a page; pictures as cameras make them are a tenth of it. */
const mostBytes = 64 * 2 ** 20

export interface Looking {
  readonly model: Model
  readonly backend: BackendChoice
  /** What an encoder-decoder's decoder is given. */
  readonly target?: string
  /** Of a session that is restored. */
  readonly view?: SessionRequest['view']
}

/** Starts the analysis of a picture, or starts it again, and shows it; rejects with a Refusal where the file or the model is none for it. */
export async function lookAt(picture: Uri, { model, backend, target, view }: Looking, store: SessionStore): Promise<void> {
  const uri = picture.toString()
  const title = nameOf(uri)
  if (!await takesPictures(model)) throw new Refusal(l10n.t('{0} takes texts and no pictures; choose a model that takes pictures.', model.label))
  const file = await look(picture)
  if (!file) throw new Refusal(l10n.t('{0} cannot be read; put the file back, or open another picture.', title))
  const { bytes } = file
  if (bytes === 0) throw new Refusal(l10n.t('{0} is empty; open another picture.', title))
  if (bytes > mostBytes) {
    throw new Refusal(l10n.t('{0} has {1} MB, more than Token Gaze takes ({2}); open a smaller picture.', title, Math.ceil(bytes / 2 ** 20), mostBytes / 2 ** 20))
  }
  store.request({
    uri, title, text: '', place: placeAt(0, 0), picture: file, ...target !== undefined && { target }, model, keepsModel: true, backend, ...view && { view },
  })
  store.show(uri)
}

/** A file's length and time; undefined where it cannot be read. Where an extension is on a server, its files are said to have no length. */
async function look(file: Uri): Promise<{ readonly bytes: number; readonly modified: number } | undefined> {
  try {
    const { size, mtime } = await workspace.fs.stat(file)
    return { bytes: size > 0 ? size : (await workspace.fs.readFile(file)).length, modified: mtime }
  } catch {
    return undefined
  }
}
