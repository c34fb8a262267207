import type { TokenSpan } from '../../protocol/attention.ts'
import type { Group } from '../../protocol/groups.ts'
import { tokenLabel } from '../../protocol/tokenLabel.ts'
import { segmentAt, visiblePart } from './segments.ts'

/**
 * Groups of the tokens that share a segment of the text; `starts` are the segments' first offsets, ascending from 0. A
 * token that reaches over several segments joins them; white space at its ends does not count. Special tokens, and
 * tokens that stand for no text, are alone.
 */
export function groupBySegments(tokens: readonly TokenSpan[], text: string, starts: readonly number[]): Group[] {
  const groups: number[][] = []
  let lastSegment = -1
  tokens.forEach((token, index) => {
    const { start, end, special } = token
    const alone = special || start >= end
    const { first, last } = visiblePart(text, start, end)
    if (!alone && segmentAt(starts, first) <= lastSegment) groups.at(-1)!.push(index)
    else groups.push([index])
    lastSegment = alone ? -1 : Math.max(lastSegment, segmentAt(starts, last))
  })
  return groups.map((members) => ({ label: groupLabel(tokens, members, text), tokens: members }))
}

/** The text that the tokens stand for together, or where that is only space, what is written for each. */
export function groupLabel(tokens: readonly TokenSpan[], members: readonly number[], text: string): string {
  const [first, ...others] = members
  if (others.length === 0) return tokenLabel(tokens, first!, text)
  const stretch = text.slice(tokens[first!]!.start, Math.max(...members.map((index) => tokens[index]!.end))).trim()
  return stretch === '' ? members.map((index) => tokenLabel(tokens, index, text)).join('') : stretch
}
