import type { ModelInfo } from './gazeModel.ts'

/** Bytes of all the weights that a text of so many tokens gives: layers x heads x tokens^2 x 4. */
export function attentionBytes({ sites }: Pick<ModelInfo, 'sites'>, tokens: number): number {
  return sites.reduce((bytes, { heads = 1 }) => bytes + heads * tokens ** 2 * Float32Array.BYTES_PER_ELEMENT, 0)
}
