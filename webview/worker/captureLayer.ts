import type { CapturedTensor, Encoding } from '../../core/index.ts'
import { checkWeights } from './checkWeights.ts'
import { stepTensors } from './layerTensors.ts'
import type { LoadedModel } from './modelRunner.ts'

/** Runs a model for everything of one layer that the step-through shows, and for what its input is made of. */
export async function captureLayer(
  { model, backend }: Pick<LoadedModel, 'model' | 'backend'>, encoding: Encoding, layer: number, signal: AbortSignal,
): Promise<{ readonly captured: readonly CapturedTensor[]; readonly embeddings: readonly CapturedTensor[] }> {
  const { attention, tensors } = await model.capture(encoding, { sites: [layer], tensors: stepTensors, streams: ['embeddings'], signal })
  if (backend === 'webgpu') attention.forEach(checkWeights)
  const isOwn = ({ name }: CapturedTensor): boolean => name.startsWith(`${model.info.sites[layer]!.name}.`)
  return { captured: [...attention, ...tensors.filter(isOwn)], embeddings: tensors.filter((tensor) => !isOwn(tensor)) }
}
