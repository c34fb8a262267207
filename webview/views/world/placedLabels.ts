import type { TokenSpan } from '../../../protocol/attention.ts'
import type { WorldAnalysis } from '../../../protocol/world.ts'

const known = new WeakMap<readonly TokenSpan[], readonly string[]>()

/** Cells with their place, "# 2,3": signs alone are all alike. */
export function placedLabels(tokens: readonly TokenSpan[], { columns }: Pick<WorldAnalysis, 'columns'>): readonly string[] {
  const labels = known.get(tokens) ?? tokens.map(({ text }, cell) => `${text} ${Math.floor(cell / columns) + 1},${(cell % columns) + 1}`)
  known.set(tokens, labels)
  return labels
}
