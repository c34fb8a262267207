import type { TokenSpan } from '../../protocol/attention.ts'
import { isIntact, locate, passagesOf, textOffset, type Place } from './place.ts'

/** A caret or a selection: document offsets of its fixed and its moving end. */
export interface Caret {
  readonly anchor: number
  readonly active: number
}

/**
 * The tokens at the carets, as indexes in ascending order. An empty selection means the token it touches, the one
 * that starts there before the one that ends there; a selection means all tokens it overlaps. A selection of a whole
 * analysed passage is how one asks for an analysis, and means its moving end. Empty where no token is touched.
 */
export function focusTokens(tokens: readonly TokenSpan[], place: Place, carets: readonly Caret[]): number[] {
  const found = new Set<number>()
  for (const { anchor, active } of carets) {
    const from = Math.min(anchor, active)
    const to = Math.max(anchor, active)
    const whole = isIntact(place) ? passagesOf(place).find(({ start, end }) => from <= start && to >= end) : undefined
    const at = whole ? Math.max(whole.start, Math.min(active, whole.end)) : active
    if (from === to || whole) for (const token of tokensAt(tokens, place, at)) found.add(token)
    else {
      tokens.forEach(({ start, end }, index) => {
        const at = start < end ? locate(place, start, end) : undefined
        if (at && at.start < to && at.end > from) found.add(index)
      })
    }
  }
  return [...found].sort((a, b) => a - b)
}

/** The tokens that hold a document offset; several where they share one character. */
export function tokensAt(tokens: readonly TokenSpan[], place: Place, offset: number): number[] {
  const at = textOffset(place, offset)
  if (at === undefined) return []
  const inside: number[] = []
  const ending: number[] = []
  tokens.forEach(({ start, end }, index) => {
    if (start === end) return
    if (start <= at && at < end) inside.push(index)
    else if (end === at) ending.push(index)
  })
  return inside.length > 0 ? inside : ending
}

/** Where no caret touches a token: the last token that starts before the offset, else the first that stands for text. */
export function nearestToken(tokens: readonly TokenSpan[], place: Place, offset: number): number[] {
  const at = textOffset(place, offset) ?? 0
  const spelled = tokens.map((_, index) => index).filter((index) => tokens[index]!.start < tokens[index]!.end)
  const nearest = spelled.findLast((index) => tokens[index]!.start <= at) ?? spelled[0]
  return nearest === undefined ? [] : [nearest]
}
