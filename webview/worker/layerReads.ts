import { GazeError, poolWeights, type CapturedTensor, type Encoding } from '../../core/index.ts'
import { familyOf, isMixed } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'
import { checkWeights } from './checkWeights.ts'
import type { KeptWeights } from './keptWeights.ts'
import { LongText } from './longText.ts'
import type { LayerReads } from './measured.ts'
import type { LoadedModel } from './modelRunner.ts'

/** Reads layers of a text from what is kept of it, or runs the model. */
export function layerReads(sessionId: string, { model, backend }: LoadedModel, encoding: Encoding, kept: KeptWeights, signal: AbortSignal): LayerReads {
  const capture = async (layer: number): Promise<readonly CapturedTensor[]> => {
    const { attention, tensors } = await model.capture(encoding, { sites: [layer], tensors: ['value', 'projection'], signal })
    if (backend === 'webgpu') attention.forEach(checkWeights)
    const captured = [...attention, ...tensors]
    kept.keepTensors(sessionId, layer, 'norms', captured)
    return captured
  }
  const nameOf = (layer: number): string => {
    const { sites } = model.info
    if (!isMixed(sites.map(({ name, heads = 1 }) => ({ name, heads })))) return t('layer {0}', layer + 1)
    const { family, index } = familyOf(sites[layer]!)
    return { encoder: t('encoder {0}', index + 1), decoder: t('decoder {0}', index + 1), cross: t('cross {0}', index + 1) }[family]
  }
  return {
    async mean(layer) {
      const all = kept.all(sessionId)
      return all ? poolWeights(all, layer, 'mean') : new LongText(sessionId, model, encoding, kept, signal).mean(layer)
    },
    async valued(layer) {
      const { missing } = model.info.sites[layer]!
      const reason = missing.value ?? missing.projection
      if (reason !== undefined) throw new GazeError(t('The norms of {0} cannot be had: {1}', nameOf(layer), reason))
      const [weights, values, projection] = kept.tensors(sessionId, layer, 'norms') ?? await capture(layer)
      return { weights: weights!, output: { values: values!, projection: projection!.data, hidden: projection!.shape[2] } }
    },
  }
}
