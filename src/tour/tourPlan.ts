import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { HostToPage } from '../../protocol/hostToPage.ts'
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
  readonly view: ViewName
  readonly step?: StepName
  readonly change: StepChange
}

/** The model whose heads these are. */
export const tourModel = 'bundled:minilm'

/** In MiniLM it ties a verb to who acts and on what. */
const verbHead: HeadChoice = { layer: 0, head: 1 }
/** In MiniLM it looks at the token right before. */
const previousHead: HeadChoice = { layer: 0, head: 2 }

const dog = { sample: 'dog.txt', word: 'dog', choice: verbHead, direction: 'attendsTo', change: {} } as const

const plans: Readonly<Record<TourStop, StopPlan>> = {
  input: { ...dog, view: 'steps', step: 'input' },
  projections: { ...dog, view: 'steps', step: 'projections' },
  scores: { ...dog, view: 'steps', step: 'scale' },
  softmax: { ...dog, view: 'steps', step: 'softmax' },
  sum: { ...dog, view: 'steps', step: 'sum' },
  selfAttention: { ...dog, view: 'heatmap' },
  heads: { ...dog, choice: previousHead, view: 'layer' },
  reach: { ...dog, word: 'ball', view: 'steps', step: 'softmax', change: { window: 1 } },
  context: { ...dog, sample: 'bank.txt', word: 'bank', view: 'context' },
}

export function stopPlan(stop: TourStop): StopPlan {
  return plans[stop]
}

/** Where a page turns to for a stop. */
export function turnOf(stop: TourStop): Extract<HostToPage, { type: 'show' }> {
  const { view, step, change } = plans[stop]
  return { type: 'show', view, ...step && { step }, change }
}
