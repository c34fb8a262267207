import type { AttentionSlice, TokenSpan } from '../../protocol/attention.ts'
import { hideSpecial } from '../../protocol/hideSpecial.ts'
import type { SpecialMode } from '../../protocol/views.ts'

interface Known<T> {
  readonly mode: SpecialMode
  readonly tokens: readonly TokenSpan[]
  readonly shown: T
}

const known = new WeakMap<AttentionSlice, Known<AttentionSlice>>()
const knownLists = new WeakMap<readonly AttentionSlice[], Known<readonly AttentionSlice[]>>()

/** A slice as it is shown in a mode; worked out once, and gone with the slice. `tokens` are its queries and keys. */
export function shownSlice(slice: AttentionSlice, tokens: readonly TokenSpan[], mode: SpecialMode): AttentionSlice {
  if (mode === 'show') return slice
  const before = known.get(slice)
  if (before?.mode === mode && before.tokens === tokens) return before.shown
  const shown = hideSpecial(slice, tokens.map(({ special }) => special), mode)
  known.set(slice, { mode, tokens, shown })
  return shown
}

/** The same of several; the same list for the same list. */
export function shownSlices(slices: readonly AttentionSlice[], tokens: readonly TokenSpan[], mode: SpecialMode): readonly AttentionSlice[] {
  if (mode === 'show') return slices
  const before = knownLists.get(slices)
  if (before?.mode === mode && before.tokens === tokens) return before.shown
  const shown = slices.map((slice) => shownSlice(slice, tokens, mode))
  knownLists.set(slices, { mode, tokens, shown })
  return shown
}

/** The share of the text's own queries that is on special tokens, on average; what leaving them out hides. */
export function hiddenShare({ queries, keys, weights, firstQuery = 0, firstKey = 0 }: AttentionSlice, tokens: readonly TokenSpan[]): number {
  let [share, rows] = [0, 0]
  for (let query = 0; query < queries; query++) {
    if (tokens[firstQuery + query]!.special) continue
    rows++
    for (let key = 0; key < keys; key++) if (tokens[firstKey + key]!.special) share += weights[query * keys + key]!
  }
  return rows > 0 ? share / rows : 0
}
