import { GazeError } from '../gazeError.ts'
import type { Tensor } from '../runtime.ts'
import type { CapturedTensor } from './gazeModel.ts'

/** How many tokens were fed, and how many of them, from the first, are the text's own. */
export interface FedTokens {
  readonly fed: number
  readonly kept: number
}

/**
 * A fetched output as [heads, tokens, width], the padding cut off: rows always, columns too where they are `keys`, the same
 * tokens or others.
 * Throws a GazeError where an output has another form than one row a token.
 */
export function cropTensor(name: string, { dims, data, type }: Tensor, { fed, kept }: FedTokens, keys: boolean | FedTokens): CapturedTensor {
  const across = keys === true ? { fed, kept } : keys || undefined
  const [heads, rows, columns] = dims.slice(-3)
  if (heads === undefined || rows !== fed || columns === undefined || (across && columns !== across.fed) || dims.slice(0, -3).some((size) => size !== 1)) {
    throw new GazeError(`${name} came back as [${dims.join(', ')}] for ${across && across.fed !== fed ? `${fed} and ${across.fed}` : fed} tokens: its attention runs in blocks, which cannot be shown.`)
  }
  if (type !== 'float32') throw new GazeError(`${name} came back as ${type}, not float32.`, 'internal')
  const width = across?.kept ?? columns
  if (kept === fed && width === columns) return { name, shape: [heads, rows, columns], data: data as Float32Array }
  const cropped = new Float32Array(heads * kept * width)
  for (let row = 0; row < heads * kept; row++) {
    const from = (Math.floor(row / kept) * fed + (row % kept)) * columns
    cropped.set((data as Float32Array).subarray(from, from + width), row * width)
  }
  return { name, shape: [heads, kept, width], data: cropped }
}
