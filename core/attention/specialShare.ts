import type { Token } from '../tokens/token.ts'

/** Which part of a row or column lies on special tokens, 0 to 1; 0 where there is nothing to share. */
export function specialShare(weights: Float32Array, tokens: readonly Pick<Token, 'special'>[]): number {
  let special = 0
  let total = 0
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!
    if (tokens[i]?.special) special += weights[i]!
  }
  return total > 0 ? special / total : 0
}
