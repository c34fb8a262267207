import { headWeights, strongest, type Capture, type CapturedTensor, type ModelInfo } from '../core/index.ts'
import { table } from './table.ts'

/** A capture for people: each layer's form and the strongest link between two tokens that stand for text. */
export function captureTable({ name, kind }: ModelInfo, { encoding, attention, tensors, runMs }: Capture): string {
  const { tokens } = encoding
  const rows = attention.map((layer) => {
    const [heads, queries, keys] = layer.shape
    const best = strongestLink(layer, (token) => !tokens[token]!.special)
    const link = best ? [`${tokens[best.from]!.text} -> ${tokens[best.to]!.text}`, String(best.head + 1), best.weight.toFixed(3)] : ['', '', '']
    return [layer.name, String(heads), `${queries} x ${keys}`, ...link]
  })
  const parts = [
    `${name}: ${kind}, ${tokens.length} tokens, run in ${Math.round(runMs)} ms`,
    table([['layer', 'heads', 'weights', 'strongest link', 'head', 'weight'], ...rows]),
  ]
  if (tensors.length) parts.push(table([['tensor', 'shape'], ...tensors.map((tensor) => [tensor.name, tensor.shape.join(' x ')])]))
  return parts.join('\n\n')
}

interface Link {
  readonly head: number
  readonly from: number
  readonly to: number
  readonly weight: number
}

function strongestLink(layer: CapturedTensor, take: (token: number) => boolean): Link | undefined {
  let best: Link | undefined
  for (let head = 0; head < layer.shape[0]; head++) {
    const { queries, keys, weights } = headWeights(layer, head)
    for (let from = 0; from < queries; from++) {
      if (!take(from)) continue
      const [top] = strongest(weights.subarray(from * keys, (from + 1) * keys), 1, (to) => to !== from && take(to))
      if (top && top.weight > (best?.weight ?? 0)) best = { head, from, to: top.token, weight: top.weight }
    }
  }
  return best
}
