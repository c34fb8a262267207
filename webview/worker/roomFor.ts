import type { ModelInfo } from '../../core/index.ts'

/** One layer's weights; onnxruntime holds about three times as much while it runs, of the 4 GB that wasm has. */
const largestLayer = 512 * 2 ** 20

/** How many tokens a model can be given here: as many as it takes, and as one layer's weights leave room for. */
export function roomFor({ sites, maxTokens = Infinity }: ModelInfo): number {
  const heads = Math.max(1, ...sites.map((site) => site.heads ?? 1))
  return Math.min(maxTokens, Math.floor(Math.sqrt(largestLayer / Float32Array.BYTES_PER_ELEMENT / heads)))
}
