import type { Tensor } from '../runtime.ts'
import { cropTensor, type FedTokens } from './cropTensor.ts'
import type { Capture, CapturedTensor } from './gazeModel.ts'
import type { RunResult } from './patchedSession.ts'

/** How many tokens the rows of a site's or a stack's tensors stand for, and the rows of its keys. */
export interface SiteTokens {
  readonly queries: FedTokens
  readonly keys: FedTokens
}

/** What a run gave as captured tensors, padding cut off. `tokensOf` takes the name of a site (`cross.0`) or of a state. */
export function collectOutputs({ outputs, states }: Pick<RunResult, 'outputs' | 'states'>, tokensOf: (name: string) => SiteTokens): Pick<Capture, 'attention' | 'tensors'> {
  const attention: CapturedTensor[] = []
  const tensors: CapturedTensor[] = []
  for (const { site, kind, tensor } of outputs) {
    const { queries, keys } = tokensOf(site)
    const name = kind === 'weights' ? site : `${site}.${kind}`
    if (kind === 'weights') attention.push(cropTensor(name, tensor, queries, keys))
    else if (kind === 'thumbnail' || kind === 'projection' || kind === 'energy') tensors.push(uncut(name, tensor))
    else if (kind === 'key' || kind === 'value') tensors.push(cropTensor(name, tensor, keys, false))
    else tensors.push(cropTensor(name, tensor, queries, kind === 'scores' || kind === 'head' || kind === 'headMean' ? keys : false))
  }
  for (const { name, tensor } of states) tensors.push(cropTensor(name, tensor, tokensOf(name).queries, false))
  return { attention, tensors }
}

/** What has no axis of tokens. */
function uncut(name: string, { dims, data }: Tensor): CapturedTensor {
  const [count = 0, rows = 0, columns = 0] = dims.slice(-3)
  return { name, shape: [count, rows, columns], data: data as Float32Array }
}
