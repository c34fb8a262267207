import type { AttentionSlice, Direction, TokenSpan } from '../../../protocol/attention.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import type { PairFilter } from '../../state/headSettings.ts'
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

function segmentsOf(pairs: PairFilter): readonly [from: number, to: number] {
  return [pairs === 'ba' || pairs === 'bb' ? 1 : 0, pairs === 'ab' || pairs === 'bb' ? 1 : 0]
}
