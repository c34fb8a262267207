import { poolWeights, type Capture } from '../core/index.ts'
import type { AttentionSlice, HeadChoice } from '../protocol/attention.ts'
import { placeAt } from '../src/sessions/place.ts'
import type { Session } from '../src/sessions/session.ts'
import { overviewOf } from '../webview/worker/overview.ts'

const choice: HeadChoice = { layer: 2, head: 4 }
const model = { id: 'bundled:minilm', label: 'MiniLM', folder: '', files: [] }

/** What the host holds of a captured text: the worker's overview and slice, each cloned as a message clones it. */
export function shownSession(text: string, { encoding, attention, runMs }: Capture): Session {
  const { layers, thumbnails } = overviewOf(attention, runMs)
  const analysis = { tokens: encoding.tokens, layers, backend: 'wasm' as const, timing: { loadMs: 0, runMs }, notes: [] }
  const { queries, keys, weights } = poolWeights(attention, choice.layer, choice.head)
  const slice: AttentionSlice = { choice, queries, keys, weights: weights.slice() }
  // Worker to page, page to host.
  const atPage = structuredClone({ analysis, thumbnails, slice })
  const atHost = structuredClone({ analysis: atPage.analysis, slice: atPage.slice })
  const run = { version: 1, text, place: placeAt(0, text.length), model, backend: 'wasm' as const }
  return {
    id: 'bench', uri: 'file:///LICENSE', title: 'LICENSE', run, phase: { kind: 'ready' }, shown: { run, ...atHost },
    choice, direction: 'attendsTo', caret: [1], pinned: [],
  }
}
