import { GazeError, likeliestLabels, type GazeModel, type PictureEncoding } from '../../core/index.ts'
import type { Analysis } from '../../protocol/attention.ts'
import type { PictureSource } from '../../protocol/picture.ts'
import { t } from '../l10n/translate.ts'
import type { JobOptions } from './analyst.ts'
import { decodePicture } from './decodePicture.ts'
import type { PageFiles } from './pageFiles.ts'

/** A picture as a model takes it; throws where the model takes texts, the file cannot be read, or is none. */
export async function lookAtPicture(model: GazeModel, { uri, bytes, name }: PictureSource, files: PageFiles, { signal }: JobOptions): Promise<PictureEncoding> {
  if (!model.info.picture) throw new GazeError(t('{0} takes texts and no pictures; choose a model that takes pictures.', model.info.name))
  const file = await files.read(uri, bytes, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new GazeError(t('{0} cannot be read, or has changed; look at it again.', name), 'input', { cause })
  })
  const picture = await decodePicture(file, name)
  signal.throwIfAborted()
  return model.look(picture)
}

const mostAnswers = 5

/** What a classifier takes a picture for, the likeliest first; undefined where the model is none. */
export async function answersOf({ info: { labels }, classify }: GazeModel, encoding: PictureEncoding): Promise<Analysis['answers']> {
  return labels && classify && likeliestLabels(await classify(encoding), labels, mostAnswers)
}
