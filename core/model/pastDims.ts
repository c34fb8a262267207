import { GazeError } from '../gazeError.ts'
import type { ValueInfo } from '../onnx/onnxModel.ts'
import type { ModelConfig } from './modelConfig.ts'

/**
 * The dims of an empty past (a cache of keys or values without tokens) as a graph declares it: batch 1, no tokens, and
 * the rest from the graph or, where it leaves that open, from the configuration. Usual layouts are [batch, heads, past,
 * d], [batch * heads, d, past] and [batch, past, d]. Throws a GazeError where the past has a fixed length.
 */
export function pastDims({ name, dims }: ValueInfo, config: ModelConfig, file: string): number[] {
  if (!dims || dims.length < 3) throw new GazeError(`${file} does not say the shape of its input ${name}: export the model again.`)
  const named = dims.flatMap((dim, axis) => (typeof dim === 'string' && /past|seq|len/i.test(dim) ? [axis] : []))
  const past = named.length === 1 ? named[0]! : dims.length === 3 ? (named.at(-1) ?? 1) : 2
  if (typeof dims[past] === 'number' && dims[past] > 0) {
    throw new GazeError(`${file} wants ${dims[past]} past tokens in its input ${name}: export it with a past of any length, or without.`)
  }
  const batch = past === 0 ? 1 : 0
  return dims.map((dim, axis) => {
    if (axis === past) return 0
    if (typeof dim === 'number') return dim
    const heads = config.keyValueHeads ?? config.heads
    if (axis === batch) return typeof dim === 'string' && /head/i.test(dim) ? known(heads) : 1
    return known(axis === dims.length - 1 || dims.length === 3 ? config.headSize : heads)
  })

  function known(size: number | undefined): number {
    if (size) return size
    throw new GazeError(`Neither ${file} nor config.json says the shape of the input ${name}: add num_attention_heads and hidden_size to config.json.`)
  }
}
