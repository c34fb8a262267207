import type { AttentionSlice, Direction, TokenSpan } from '../../../protocol/attention.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import type { PairFilter } from '../../state/headSettings.ts'

/** Which weights of a matrix the head view shows, and as what; rows and columns are those of the picture. */
export interface ShownWeights {
  readonly rows: number
  readonly columns: number
  /** 0 where the pair is left out. */
  at(row: number, column: number): number
}

export interface ShowRules {
  readonly direction: Direction
  readonly special: SpecialMode
  readonly pairs: PairFilter
}

/** A slice with its special tokens and its pairs of segments as the rules have them. Nothing is copied. */
export function shownWeights(slice: AttentionSlice, tokens: readonly TokenSpan[], rules: ShowRules): ShownWeights {
  const { queries, keys, weights } = slice
  const left = rules.special !== 'show'
  const factors = rules.special === 'renormalise' ? rowFactors(slice, tokens) : null
  const isSpecial = Uint8Array.from(tokens, ({ special }) => Number(special))
  const [from, to] = segmentsOf(rules.pairs)
  const segments = rules.pairs === 'all' ? null : Uint8Array.from(tokens, ({ segment }) => segment ?? 0)
  const weight = (query: number, key: number): number => {
    if (left && (isSpecial[query] || isSpecial[key])) return 0
    if (segments && (segments[query] !== from || segments[key] !== to || isSpecial[query] || isSpecial[key])) return 0
    return weights[query * keys + key]! * (factors ? factors[query]! : 1)
  }
  return rules.direction === 'attendsTo'
    ? { rows: queries, columns: keys, at: weight }
    : { rows: keys, columns: queries, at: (row, column) => weight(column, row) }
}

/** What makes the rest of each query's weights, without those on special tokens, as much as all of them were. */
function rowFactors({ queries, keys, weights }: AttentionSlice, tokens: readonly TokenSpan[]): Float64Array {
  return Float64Array.from({ length: queries }, (_, query) => {
    let [all, left] = [0, 0]
    for (let key = 0; key < keys; key++) {
      const weight = weights[query * keys + key]!
      all += weight
      if (!tokens[key]!.special) left += weight
    }
    return left > 0 ? all / left : 0
  })
}

function segmentsOf(pairs: PairFilter): readonly [from: number, to: number] {
  return [pairs === 'ba' || pairs === 'bb' ? 1 : 0, pairs === 'ab' || pairs === 'bb' ? 1 : 0]
}

/** The share of the text's own queries that is on special tokens, on average; what leaving them out hides. */
export function hiddenShare({ queries, keys, weights }: AttentionSlice, tokens: readonly TokenSpan[]): number {
  let [share, rows] = [0, 0]
  for (let query = 0; query < queries; query++) {
    if (tokens[query]!.special) continue
    rows++
    for (let key = 0; key < keys; key++) if (tokens[key]!.special) share += weights[query * keys + key]!
  }
  return rows > 0 ? share / rows : 0
}
