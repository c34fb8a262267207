import { headWeights, localWindow, strongest, type Capture, type CapturedTensor, type Label, type ModelInfo, type Token } from '../core/index.ts'
import { table } from './table.ts'

/** A capture for people: each layer's form and the strongest link between two tokens that stand for text. */
export function captureTable({ name, kind }: ModelInfo, { encoding, target, attention, tensors, runMs }: Capture, labels?: readonly Label[]): string {
  const [source, decoded] = [encoding.tokens, target?.tokens ?? encoding.tokens]
  const rows = attention.map((layer) => {
    const [heads, queries, keys] = layer.shape
    const from = layer.name.startsWith('encoder') ? source : decoded
    const to = layer.name.startsWith('decoder') ? decoded : source
    const best = strongestLink(layer, from, to)
    const link = best ? [`${from[best.from]!.text} -> ${to[best.to]!.text}`, String(best.head + 1), best.weight.toFixed(3)] : ['', '', '']
    const window = localWindow(layer)
    const name = window ? `${layer.name} (local: ${window.back} back${window.ahead ? `, ${window.ahead} ahead` : ''})` : layer.name
    return [name, String(heads), `${queries} x ${keys}`, ...link]
  })
  const parts = [
    `${name}: ${kind}, ${source.length} tokens${target ? ` and ${decoded.length} of the target` : ''}, run in ${Math.round(runMs)} ms`,
    table([['layer', 'heads', 'weights', 'strongest link', 'head', 'weight'], ...rows]),
  ]
  if (labels) parts.splice(1, 0, labels.slice(0, 3).map(({ label, probability }) => `${label} ${probability.toFixed(3)}`).join(', '))
  if (tensors.length) parts.push(table([['tensor', 'shape'], ...tensors.map((tensor) => [tensor.name, tensor.shape.join(' x ')])]))
  return parts.join('\n\n')
}

interface Link {
  readonly head: number
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Between tokens that stand for text; within one text, not of a token with itself. */
function strongestLink(layer: CapturedTensor, fromTokens: readonly Token[], toTokens: readonly Token[]): Link | undefined {
  let best: Link | undefined
  for (let head = 0; head < layer.shape[0]; head++) {
    const { queries, keys, weights } = headWeights(layer, head)
    for (let from = 0; from < queries; from++) {
      if (fromTokens[from]!.special) continue
      const [top] = strongest(weights.subarray(from * keys, (from + 1) * keys), 1, (to) => (fromTokens !== toTokens || to !== from) && !toTokens[to]!.special)
      if (top && top.weight > (best?.weight ?? 0)) best = { head, from, to: top.token, weight: top.weight }
    }
  }
  return best
}
