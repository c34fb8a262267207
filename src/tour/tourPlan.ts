import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { StepChange } from '../../protocol/steps.ts'
import type { TourStop } from '../../protocol/tour.ts'
import type { StepName, ViewName } from '../../protocol/views.ts'

/** What a stop of the tour shows: a bundled text, the word at the caret, a head, and where the page turns to. */
export interface StopPlan {
  /** In media/tour. */
  readonly sample: 'dog.txt' | 'bank.txt'
  readonly word: string
  readonly choice: HeadChoice
  readonly direction: Direction
  readonly view: ViewName | 'steps' | 'context'
  readonly step?: StepName
  readonly change: StepChange
}

/** The model whose heads these are. */
export const tourModel = 'bundled:minilm'

/** In MiniLM it lets a verb look at who acts and on what. */
const verbHead: HeadChoice = { layer: 5, head: 11 }
/** In MiniLM it looks at the token right before. */
const previousHead: HeadChoice = { layer: 0, head: 2 }

const chased = { sample: 'dog.txt', word: 'chased', choice: verbHead, direction: 'attendsTo', change: {} } as const

const plans: Readonly<Record<TourStop, StopPlan>> = {
  input: { ...chased, choice: previousHead, view: 'steps', step: 'input' },
  projections: { ...chased, view: 'steps', step: 'projections' },
  scores: { ...chased, view: 'steps', step: 'scale' },
  softmax: { ...chased, view: 'steps', step: 'softmax' },
  sum: { ...chased, view: 'steps', step: 'sum' },
  selfAttention: { ...chased, view: 'heatmap' },
  heads: { ...chased, choice: previousHead, view: 'layer' },
  reach: { ...chased, view: 'steps', step: 'softmax', change: { window: 1 } },
  context: { ...chased, sample: 'bank.txt', word: 'bank', view: 'context' },
}

export function stopPlan(stop: TourStop): StopPlan {
  return plans[stop]
}
