import { GazeError, poolWeights, type CapturedTensor, type Encoding } from '../../core/index.ts'
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
  return {
    async mean(layer) {
      const all = kept.all(sessionId)
      return all ? poolWeights(all, layer, 'mean') : new LongText(sessionId, model, encoding, kept, signal).mean(layer)
    },
    async valued(layer) {
      const { missing } = model.info.sites[layer]!
      const reason = missing.value ?? missing.projection
      if (reason !== undefined) throw new GazeError(t('The norms of layer {0} cannot be had: {1}', layer + 1, reason))
      const [weights, values, projection] = kept.tensors(sessionId, layer, 'norms') ?? await capture(layer)
      return { weights: weights!, output: { values: values!, projection: projection!.data, hidden: projection!.shape[2] } }
    },
  }
}
