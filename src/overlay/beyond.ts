import type { Direction } from '../../protocol/attention.ts'
import type { Translate } from '../l10n/translate.ts'
import type { LineShare } from './lineShares.ts'

/** Strong lines that are out of sight: what they have together, and a document offset on each, in the order of the text. */
export interface Beyond {
  readonly share: number
  readonly at: readonly number[]
}

const mostLines = 3
/** Weaker lines are not worth a word: of all attention, and of what the strongest line has. */
const leastShare = 0.05
const leastOfStrongest = 0.25

/** The strongest lines out of sight; null where none of them matters. `isSeen` is asked for document offsets. */
export function beyondSight(lines: readonly LineShare[], direction: Direction, isSeen: (offset: number) => boolean): Beyond | null {
  const known = lines.flatMap(({ at, share, tokens }) => (share === null ? [] : [{ at: at.start, share, tokens }]))
  const strongest = known.reduce((most, { share }) => Math.max(most, share), 0)
  const strong = known
    .filter(({ at, share }) => share >= leastShare && share >= leastOfStrongest * strongest && !isSeen(at))
    .sort((a, b) => b.share - a.share)
    .slice(0, mostLines)
    .sort((a, b) => a.at - b.at)
  if (strong.length === 0) return null
  const at = strong.map((line) => line.at)
  if (direction === 'attendsTo') return { share: strong.reduce((sum, { share }) => sum + share, 0), at }
  const given = strong.reduce((sum, { share, tokens }) => sum + share * tokens, 0)
  return { share: given / strong.reduce((sum, { tokens }) => sum + tokens, 0), at }
}

/** "→ 41 % on lines 3, 57"; `lines` count from 1. */
export function sayBeyond(share: number, lines: readonly number[], direction: Direction, t: Translate): string {
  const percent = Math.round(100 * share)
  const numbers = lines.join(', ')
  if (direction === 'attendsTo') {
    return lines.length === 1 ? t('→ {0} % on line {1}', percent, numbers) : t('→ {0} % on lines {1}', percent, numbers)
  }
  return lines.length === 1 ? t('← {0} % of line {1}', percent, numbers) : t('← {0} % of lines {1}', percent, numbers)
}
