import type { HeadChoice } from '../../protocol/attention.ts'
import type { Model } from './session.ts'

/** What is shown first of a model: what its manifest says; of an encoder-decoder the average of its last cross-attention. */
export function startChoice({ start, files }: Model): HeadChoice {
  return start ?? (isEncoderDecoder(files) ? { layer: 'mean', head: 'mean' } : { layer: 0, head: 0 })
}

/** By the names that exporters give the two graphs; a decoder alone may have the decoder's. */
export function isEncoderDecoder(files: Model['files']): boolean {
  return (['encoder', 'decoder'] as const).every((half) => files.some(({ path }) => new RegExp(`(^|/)${half}_model[^/]*\\.onnx$`).test(path)))
}
