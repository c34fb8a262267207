import type { HeadChoice } from '../../protocol/attention.ts'
import type { Model } from './session.ts'

/** What is shown first of a model: what its manifest says; of an encoder-decoder the average of its last cross-attention. */
export function startChoice(model: Model): HeadChoice {
  return model.start ?? (isEncoderDecoder(model) ? { layer: 'mean', head: 'mean' } : { layer: 0, head: 0 })
}

/** What is shown of a model after another one: the same layer and head, unless it has a telling one of its own. */
export function choiceAfter(last: { readonly run: { readonly model: Model }; readonly choice: HeadChoice } | null, model: Model): HeadChoice {
  const keeps = last && (last.run.model.id === model.id || !(model.start ?? isEncoderDecoder(model)))
  return keeps ? last.choice : startChoice(model)
}

/** By what is known of it, or by the names that exporters give the two graphs; a decoder alone may have the decoder's. */
export function isEncoderDecoder({ kind, files }: Pick<Model, 'kind' | 'files'>): boolean {
  return kind === 'encoder-decoder' || (['encoder', 'decoder'] as const).every((half) => files.some(({ path }) => new RegExp(`(^|/)${half}_model[^/]*\\.onnx$`).test(path)))
}
