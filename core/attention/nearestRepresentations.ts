import { dotProduct } from './dotProduct.ts'
import type { Representations } from './representationCosines.ts'

export interface Nearest {
  readonly token: number
  readonly cosine: number
}

/** The tokens whose representations have the largest cosine with one token's, first the nearest, itself and what `take` leaves out not counted. */
export function nearestRepresentations(
  { tokens, hidden, data }: Representations, token: number, count: number, take: (token: number) => boolean = () => true,
): readonly Nearest[] {
  const length = (of: number): number => Math.sqrt(dotProduct(data, of * hidden, data, of * hidden, hidden))
  const own = length(token)
  const found: Nearest[] = []
  for (let other = 0; other < tokens; other++) {
    if (other === token || !take(other)) continue
    const cosine = Math.max(-1, Math.min(1, dotProduct(data, token * hidden, data, other * hidden, hidden) / (own * length(other))))
    if (Number.isNaN(cosine) || (found.length === count && cosine <= found[count - 1]!.cosine)) continue
    const at = found.findIndex((each) => each.cosine < cosine)
    found.splice(at < 0 ? found.length : at, 0, { token: other, cosine })
    if (found.length > count) found.pop()
  }
  return found
}
