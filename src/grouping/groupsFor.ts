import type { Group, Grouping } from '../../protocol/groups.ts'
import type { Shown } from '../sessions/session.ts'
import { groupByNodes, type SyntaxNode } from './groupByNodes.ts'
import { groupBySegments } from './groupBySegments.ts'
import { identifierStarts, lineStarts, wordStarts } from './segments.ts'

const startsOf = { words: wordStarts, identifiers: identifierStarts, lines: lineStarts }

/** The groups of an analysis: every token in one; `nodes` are the syntax of its document as it is now. */
export function groupsFor({ analysis: { tokens }, run: { text, place } }: Shown, grouping: Exclude<Grouping, 'tokens'>, nodes: readonly SyntaxNode[]): Group[] {
  return grouping === 'syntax' ? groupByNodes(tokens, text, place, nodes) : groupBySegments(tokens, text, startsOf[grouping](text))
}
