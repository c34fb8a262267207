import type { HeadChoice } from '../../protocol/attention.ts'
import { sameChoice } from '../../protocol/choice.ts'
import { sameComparison, type ComparisonNeed } from './comparing.ts'
import { sameNextNeed, type NextNeed } from './continuing.ts'
import { sameStepNeed, type StepNeed } from './stepping.ts'

/** What the view in sight needs beside the chosen head's weights. */
export interface Needs {
  /** In the order in which they are wanted. */
  readonly slices: readonly HeadChoice[]
  readonly statistics: boolean
  /** Cells along an edge of every head's picture; 0 where the thumbnails of the analysis will do. */
  readonly pictureSize: number
  readonly steps: StepNeed | null
  readonly comparison: ComparisonNeed | null
  /** What the model expected of each token. */
  readonly predictions: boolean
  /** What may come next. */
  readonly next: NextNeed | null
}

export const noNeeds: Needs = { slices: [], statistics: false, pictureSize: 0, steps: null, comparison: null, predictions: false, next: null }

export function sameNeeds(a: Needs, b: Needs): boolean {
  return a.statistics === b.statistics && a.pictureSize === b.pictureSize && sameStepNeed(a.steps, b.steps) && sameComparison(a.comparison, b.comparison)
    && a.predictions === b.predictions && sameNextNeed(a.next, b.next)
    && a.slices.length === b.slices.length && a.slices.every((choice, index) => sameChoice(choice, b.slices[index]))
}
