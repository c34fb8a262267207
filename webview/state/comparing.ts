import type { Group } from '../../protocol/groups.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { RepresentationTable } from '../../protocol/representations.ts'

/** Which tokens' representations are compared, or of which groups. */
export interface ComparisonNeed {
  readonly chosen: readonly number[]
  readonly groups: readonly Group[] | null
}

/** What is here of the comparison. */
export interface Comparing {
  /** The last that came, perhaps of other tokens than are wanted now. */
  readonly found: { readonly of: ComparisonNeed; readonly table: RepresentationTable } | null
  /** Of the call under way. */
  readonly progress: Progress | null
  /** What could not be had, or was given up; not asked for again. */
  readonly failed: { readonly of: ComparisonNeed; readonly failure: Failure } | null
}

export const noComparing: Comparing = { found: null, progress: null, failed: null }

export function sameComparison(a: ComparisonNeed | null, b: ComparisonNeed | null): boolean {
  if (!a || !b) return a === b
  return a.groups === b.groups && a.chosen.length === b.chosen.length && a.chosen.every((unit, index) => unit === b.chosen[index])
}

/** What is missing of a comparison, or null. */
export function missingComparison(need: ComparisonNeed, { found, failed }: Comparing): ComparisonNeed | null {
  const isHere = need.chosen.length === 0 || sameComparison(found?.of ?? null, need) || sameComparison(failed?.of ?? null, need)
  return isHere ? null : need
}
