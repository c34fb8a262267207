import type { HeadChoice } from '../../protocol/attention.ts'
import type { Model } from './session.ts'

/** What is shown first of a model: what its manifest says; of an encoder-decoder the average of its last cross-attention. */
export function startChoice({ start, files }: Model): HeadChoice {
  return start ?? (isEncoderDecoder(files) ? { layer: 'mean', head: 'mean' } : { layer: 0, head: 0 })
}

/** What is shown of a model after another one: the same layer and head, unless it has a telling one of its own. */
export function choiceAfter(last: { readonly run: { readonly model: Model }; readonly choice: HeadChoice } | null, model: Model): HeadChoice {
  const keeps = last && (last.run.model.id === model.id || !(model.start ?? isEncoderDecoder(model.files)))
  return keeps ? last.choice : startChoice(model)
}

/** By the names that exporters give the two graphs; a decoder alone may have the decoder's. */
function isEncoderDecoder(files: Model['files']): boolean {
  return (['encoder', 'decoder'] as const).every((half) => files.some(({ path }) => new RegExp(`(^|/)${half}_model[^/]*\\.onnx$`).test(path)))
}
