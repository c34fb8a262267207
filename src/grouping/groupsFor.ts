import type { TokenSpan } from '../../protocol/attention.ts'
import type { Group, Grouping } from '../../protocol/groups.ts'
import type { Place } from '../sessions/place.ts'
import type { Shown } from '../sessions/session.ts'
import { groupByNodes, type SyntaxNode } from './groupByNodes.ts'
import { groupBySegments } from './groupBySegments.ts'
import { identifierStarts, lineStarts, wordStarts } from './segments.ts'

const startsOf = { words: wordStarts, identifiers: identifierStarts, lines: lineStarts }

interface Grouped {
  readonly tokens: readonly TokenSpan[]
  readonly text: string
  readonly place: Place
  /** The syntax of the document that `place` is in, as it is now. */
  readonly nodes: readonly SyntaxNode[]
}

/**
 * The groups of an analysis: every token in one; `nodes` are the syntax of its document as it is now, `besideNodes` that of
 * the other one, where the second text is in another. Source and target of an encoder-decoder are grouped each by itself.
 */
export function groupsFor(
  { analysis: { tokens, target }, run: { text, place, pair, beside }, written }: Shown, grouping: Exclude<Grouping, 'tokens'>,
  nodes: readonly SyntaxNode[], besideNodes: readonly SyntaxNode[] = [],
): Group[] {
  if (!target) return groupsOf({ tokens, text, place, nodes }, grouping)
  const source = tokens.filter(({ segment }) => segment !== 1)
  const own = tokens.slice(source.length)
  const second: Grouped = pair === undefined ? { tokens: written ?? own, text: target.text, place, nodes: [] }
    : { tokens: own, text, place: beside?.place ?? place, nodes: beside ? besideNodes : nodes }
  const ofTarget = groupsOf(second, grouping).map(({ label, tokens: members }) => ({ label, tokens: members.map((index) => index + source.length) }))
  return [...groupsOf({ tokens: source, text, place, nodes }, grouping), ...ofTarget]
}

function groupsOf({ tokens, text, place, nodes }: Grouped, grouping: Exclude<Grouping, 'tokens'>): Group[] {
  return grouping === 'syntax' ? groupByNodes(tokens, text, place, nodes) : groupBySegments(tokens, text, startsOf[grouping](text))
}
