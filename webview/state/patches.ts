import type { AttentionSlice, Direction, TokenSpan } from '../../protocol/attention.ts'
import type { PatchGrid } from '../../protocol/picture.ts'
import { directionFrom, isOnSide, sidesOf } from '../../protocol/sliceSides.ts'
import type { SessionState } from '../../protocol/session.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import { t } from '../l10n/translate.ts'
import { sumRows } from './weights.ts'

/** The place of a token in the picture, both from 1; null where it is no patch. */
export function placeOfPatch({ first, rows, columns }: PatchGrid, token: number): { readonly row: number; readonly column: number } | null {
  const at = token - first
  return at >= 0 && at < rows * columns ? { row: Math.floor(at / columns) + 1, column: (at % columns) + 1 } : null
}

/** A patch in running text, "row 3, column 5"; another token as it is written. */
export function sayPatch(grid: PatchGrid, token: number, labels: readonly string[]): string {
  const place = placeOfPatch(grid, token)
  return place ? t('row {0}, column {1}', place.row, place.column) : labels[token] ?? ''
}

/** What is done with special tokens in a picture: nothing while it is looked at from one, whose row would be left out. */
export function specialInPicture({ special = 'show' }: Pick<SessionState, 'special'>, tokens: readonly TokenSpan[], focused: readonly number[]): SpecialMode {
  return focused.some((token) => tokens[token]?.special) ? 'show' : special
}

/** What some tokens give to the patches, or get from them. */
export interface PatchWeights {
  readonly direction: Direction
  /** Row by row. */
  readonly weights: Float64Array
  /** The largest of them, above 0. */
  readonly top: number
}

/** The rows of these tokens over the patches, added up, seen from the side where they have rows; null where the slice has none of them. */
export function patchWeights(slice: AttentionSlice, wanted: Direction, tokens: readonly number[], { first, rows, columns }: PatchGrid): PatchWeights | null {
  const direction = directionFrom(slice, wanted, tokens)
  const sides = sidesOf(slice, direction)
  const hasRow = tokens.some((token) => isOnSide(sides.rows, token))
  if (!hasRow || !isOnSide(sides.columns, first) || !isOnSide(sides.columns, first + rows * columns - 1)) return null
  const weights = sumRows(slice, direction, tokens).slice(first, first + rows * columns)
  return { direction, weights, top: weights.reduce((most, weight) => Math.max(most, weight), 0) || 1 }
}
