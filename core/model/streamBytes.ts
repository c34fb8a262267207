import type { StreamKind } from '../onnx/tokenStream.ts'
import type { ModelInfo } from './gazeModel.ts'

/** Bytes of the states that a text of so many tokens gives, all of them or those named; 0 where their width is not known. */
export function streamBytes(
  { streams }: Pick<ModelInfo, 'streams'>, kinds: readonly StreamKind[], tokens: number, states?: readonly string[],
): number {
  return streams.reduce((bytes, { states: all, parts, hidden = 0 }) => {
    const count = all.filter(({ name }) => states?.includes(name) ?? true).length
    const matrices = (kinds.includes('representations') ? count : 0) + (kinds.includes('embeddings') ? parts.length : 0)
    return bytes + matrices * tokens * hidden * Float32Array.BYTES_PER_ELEMENT
  }, 0)
}
