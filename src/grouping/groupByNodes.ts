import type { TokenSpan } from '../../protocol/attention.ts'
import type { Group } from '../../protocol/groups.ts'
import { locate, type Place } from '../sessions/place.ts'
import { groupLabel } from './groupBySegments.ts'
import { visiblePart } from './segments.ts'

/** A node of the syntax; document offsets, half open. */
export interface SyntaxNode {
  readonly label: string
  readonly start: number
  readonly end: number
}

/**
 * Each token goes to the smallest node that holds its first visible character, wherever the others of that node stand;
 * a token outside all nodes, one that an edit took, and a special one is alone. In the order of the first tokens.
 */
export function groupByNodes(tokens: readonly TokenSpan[], text: string, place: Place, nodes: readonly SyntaxNode[]): Group[] {
  const near = nodes.filter(({ start, end }) => start < place.end && end > place.start)
  const groups = new Map<SyntaxNode | number, number[]>()
  tokens.forEach(({ start, end, special }, index) => {
    const { first } = visiblePart(text, start, end)
    const at = special || start >= end ? undefined : locate(place, first, first + 1)
    const node = at && smallestAround(near, at.start)
    const key = node ?? index
    groups.set(key, [...groups.get(key) ?? [], index])
  })
  return [...groups].map(([key, members]) => ({
    label: typeof key === 'number' ? groupLabel(tokens, members, text) : key.label, tokens: members,
  }))
}

function smallestAround(nodes: readonly SyntaxNode[], offset: number): SyntaxNode | undefined {
  let best: SyntaxNode | undefined
  for (const node of nodes) {
    if (node.start <= offset && offset < node.end && (!best || node.end - node.start < best.end - best.start)) best = node
  }
  return best
}
