import type { AttentionSite, CapturedTensor, RecurrentLayer, TokenStream } from '../../core/index.ts'
import type { LayerSummary } from '../../protocol/attention.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { LongText } from './longText.ts'
import type { Texts } from './texts.ts'

/** A text that was analysed. */
export interface Analysed extends Texts {
  readonly request: EngineCalls['analyse']['request']
  readonly layers: readonly LayerSummary[]
  readonly sites: readonly AttentionSite[]
  readonly streams: readonly TokenStream[]
  readonly recurrent: readonly RecurrentLayer[]
  readonly convolutional?: true
}

/** How something is told of all layers of a text: all at once, or where they are too large for that. */
export interface OfAll<T> {
  whole(layers: readonly CapturedTensor[], analysed: Analysed): T
  long(text: LongText, analysed: Analysed): Promise<T>
}
