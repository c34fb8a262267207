import type { AttentionSlice, Direction, TokenSpan } from '../../../protocol/attention.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import { pairFilters, type PairFilter } from '../../state/headSettings.ts'
import { shownSlice } from '../../state/shownSlice.ts'

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

/** A slice with its special tokens and its pairs of segments as the rules have them. */
export function shownWeights(slice: AttentionSlice, tokens: readonly TokenSpan[], rules: ShowRules): ShownWeights {
  const { queries, keys, weights, firstQuery = 0, firstKey = 0 } = shownSlice(slice, tokens, rules.special)
  const isSpecial = Uint8Array.from(tokens, ({ special }) => Number(special))
  const [from, to] = segmentsOf(rules.pairs)
  const segments = rules.pairs === 'all' ? null : Uint8Array.from(tokens, ({ segment }) => segment ?? 0)
  const weight = (query: number, key: number): number => {
    if (segments && (segments[query] !== from || segments[key] !== to || isSpecial[query] || isSpecial[key])) return 0
    return query >= firstQuery && query < firstQuery + queries && key >= firstKey && key < firstKey + keys ? weights[(query - firstQuery) * keys + key - firstKey]! : 0
  }
  const [rows, columns] = [firstQuery + queries, firstKey + keys]
  return rules.direction === 'attendsTo'
    ? { rows, columns, at: weight }
    : { rows: columns, columns: rows, at: (row, column) => weight(column, row) }
}

/** From segment to segment: the directions of a pair that a slice has lines in, between tokens of the text. */
export function pairsIn({ queries, keys, firstQuery = 0, firstKey = 0 }: Pick<AttentionSlice, 'queries' | 'keys' | 'firstQuery' | 'firstKey'>, tokens: readonly TokenSpan[]): readonly PairFilter[] {
  const among = (first: number, count: number) => new Set(tokens.slice(first, first + count).filter(({ special }) => !special).map(({ segment = 0 }) => segment))
  const [from, to] = [among(firstQuery, queries), among(firstKey, keys)]
  return pairFilters.filter((pairs) => {
    const [query, key] = segmentsOf(pairs)
    return pairs !== 'all' && from.has(query) && to.has(key)
  })
}

function segmentsOf(pairs: PairFilter): readonly [from: number, to: number] {
  return [pairs === 'ba' || pairs === 'bb' ? 1 : 0, pairs === 'ab' || pairs === 'bb' ? 1 : 0]
}
