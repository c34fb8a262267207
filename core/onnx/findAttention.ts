import { GazeError } from '../gazeError.ts'
import type { AttentionRefusal, AttentionSite } from './attentionSite.ts'
import type { OnnxModel } from './onnxModel.ts'

/** What config.json knows that the graph may not: pass its fields as they are. All optional. */
export interface ModelHint {
  readonly modelType?: string | undefined
  readonly architectures?: readonly string[] | undefined
  readonly isDecoder?: boolean | undefined
  readonly isEncoderDecoder?: boolean | undefined
}

/** An attention as the finder hands it to `patchModel`; treat `refs` as opaque. */
export interface FoundAttention extends AttentionSite {
  readonly refs: AttentionRefs
}

export interface AttentionRefs {
  /** The tensor that is multiplied with the values. */
  readonly weights: string
}

export interface AttentionFindings {
  /** In layer order. */
  readonly sites: readonly FoundAttention[]
  readonly refusals: readonly AttentionRefusal[]
}

/** Finds every attention of a model by its structure; what it recognises but cannot expose comes back as refusals. */
export function findAttention(model: OnnxModel, hint: ModelHint = {}): AttentionFindings {
  throw new GazeError(`${model.file} cannot be searched yet${hint.modelType ?? ''}.`, 'internal')
}
