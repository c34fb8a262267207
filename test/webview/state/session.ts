import type { Analysis, AttentionSlice, HeadChoice, Thumbnails } from '../../../protocol/attention.ts'
import { headStatisticNames, type HeadTable } from '../../../protocol/heads.ts'
import type { SessionState } from '../../../protocol/session.ts'

/** A session as the host sends it. */
export function session(part: Partial<SessionState> = {}): SessionState {
  return {
    key: { id: 'a', version: 1 }, title: 'a.ts', text: 'a b', backend: 'auto', direction: 'attendsTo',
    model: { id: 'm', label: 'M', baseUri: 'https://m/', files: [] },
    choice: { layer: 0, head: 0 }, focus: [], pinned: [], stale: false, ...part,
  }
}

/** What a model of two layers with two and three heads says of "a b". */
export function reply(): { analysis: Analysis; thumbnails: Thumbnails } {
  const token = (text: string, start: number) => ({ id: start, text, start, end: start + 1, special: false })
  return {
    analysis: {
      tokens: [token('a', 0), token('b', 2)], layers: [{ name: 'encoder.0', heads: 2 }, { name: 'encoder.1', heads: 3 }],
      backend: 'wasm', timing: { loadMs: 1, runMs: 1 }, notes: [],
    },
    thumbnails: { size: 1, layers: 2, heads: 3, pixels: new Uint8Array(6) },
  }
}

export function slice(choice: HeadChoice, weights = [1, 0, 0.25, 0.75]): AttentionSlice {
  return { choice, queries: 2, keys: 2, weights: Float32Array.from(weights) }
}

/** Numbers for those two layers: of each head its own, the same for every name. */
export function table(values = [0.1, 0.2, NaN, 0.3, 0.2, 0.4]): HeadTable {
  return { heads: 3, ...(Object.fromEntries(headStatisticNames.map((name) => [name, Float32Array.from(values)])) as Omit<HeadTable, 'heads'>) }
}
