import type { HeadChoice } from '../../protocol/attention.ts'
import type { Model } from './session.ts'

/** What is shown first of a model: what its manifest says; of an encoder-decoder the average of its last cross-attention. */
export function startChoice({ start, files }: Model): HeadChoice {
  return start ?? (isEncoderDecoder(files) ? { layer: 'mean', head: 'mean' } : { layer: 0, head: 0 })
}

/** By the names that exporters give the two graphs. */
export function isEncoderDecoder(files: Model['files']): boolean {
  return files.some(({ path }) => /(^|\/)decoder_model(_merged)?[^/]*\.onnx$/.test(path))
}
