import type { Token } from '../tokens/token.ts'
import type { TokenGroup } from './groupWeights.ts'

/** A piece of the analysed text, UTF-16 offsets, half open. */
export interface TextRange {
  readonly start: number
  readonly end: number
  readonly label: string
}

/**
 * The tokens of each range, in the order of their first tokens; ranges may overlap or nest in any order (syntax from
 * outside). A token goes to the range that holds most of it, spaces at its ends not counted, the shortest of several,
 * then the first. Of the tokens in no range, special ones among them, those that `alone` names are each a group of its own
 * and the others are left out.
 */
export function rangeGroups(
  tokens: readonly Token[],
  text: string,
  ranges: readonly TextRange[],
  alone: 'none' | 'special' | 'all' = 'none',
): TokenGroup[] {
  const byStart = ranges.toSorted((a, b) => a.start - b.start)
  const active: TextRange[] = []
  const groups = new Map<TextRange, { label: string; tokens: number[] }>()
  const grouped = new Set<number>()
  let taken = 0
  for (const { token, start, end } of inkOf(tokens, text)) {
    while (taken < byStart.length && byStart[taken]!.start < end) active.push(byStart[taken++]!)
    for (let i = active.length - 1; i >= 0; i--) if (active[i]!.end <= start) active.splice(i, 1)
    const range = rangeOf(start, end, active)
    if (!range) continue
    const group = groups.get(range) ?? { label: range.label, tokens: [] }
    group.tokens.push(token)
    grouped.add(token)
    groups.set(range, group)
  }
  const singles = tokens.flatMap(({ text: label, special }, token) => {
    const kept = alone === 'all' ? !grouped.has(token) : alone === 'special' && special
    return kept ? [{ label, tokens: [token] }] : []
  })
  for (const group of groups.values()) group.tokens.sort((a, b) => a - b)
  return [...groups.values(), ...singles].sort((a, b) => a.tokens[0]! - b.tokens[0]!)
}

/** Where the tokens of the text stand without the spaces at their ends, in the order of the text; spaces alone stay. */
function inkOf(tokens: readonly Token[], text: string): { token: number; start: number; end: number }[] {
  return tokens
    .flatMap(({ start, end, special }, token) => {
      if (special) return []
      const piece = text.slice(start, end)
      const ink = piece.trim()
      const from = ink ? start + piece.indexOf(ink) : start
      return [{ token, start: from, end: ink ? from + ink.length : end }]
    })
    .sort((a, b) => a.start - b.start || a.token - b.token)
}

function rangeOf(start: number, end: number, ranges: readonly TextRange[]): TextRange | undefined {
  let best: TextRange | undefined
  let most = 0
  for (const range of ranges) {
    const overlap = Math.min(range.end, end) - Math.max(range.start, start)
    if (overlap > most || (best && overlap === most && range.end - range.start < best.end - best.start)) {
      best = range
      most = overlap
    }
  }
  return best
}
