import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { ChangedStep, StepChange, StepChoice, StepThrough } from '../../protocol/steps.ts'

/** One token's attention by one head, and what to do otherwise; null where nothing is. */
export interface StepNeed {
  readonly choice: StepChoice
  readonly change: StepChange | null
}

/** What is here of the step-through. */
export interface Stepping {
  /** The last that came, perhaps of another token or head than is wanted now. */
  readonly found: StepThrough | null
  readonly changed: { readonly of: StepNeed; readonly result: ChangedStep } | null
  /** Of the call under way. */
  readonly progress: Progress | null
  /** What could not be had, or was given up; not asked for again. */
  readonly failed: { readonly of: StepNeed; readonly failure: Failure } | null
}

export const noStepping: Stepping = { found: null, changed: null, progress: null, failed: null }

export function sameStep(a: StepChoice, b: StepChoice): boolean {
  return a.layer === b.layer && a.head === b.head && a.query === b.query
}

export function sameStepNeed(a: StepNeed | null, b: StepNeed | null): boolean {
  if (!a || !b) return a === b
  return sameStep(a.choice, b.choice) && sameChange(a.change, b.change)
}

export function isFound({ found }: Stepping, { layer, head, query }: StepChoice): boolean {
  return found !== null && found.layer === layer && found.head === head && found.token === query
}

/** The next that is missing of what is needed, or null. */
export function missingStep(need: StepNeed, stepping: Stepping): StepNeed | null {
  const steps: StepNeed = { choice: need.choice, change: null }
  const hasFailed = (one: StepNeed) => sameStepNeed(stepping.failed?.of ?? null, one)
  if (!isFound(stepping, need.choice)) return hasFailed(steps) ? null : steps
  if (!need.change || sameStepNeed(stepping.changed?.of ?? null, need) || hasFailed(need)) return null
  return need
}

const changeParts = ['scale', 'score', 'temperature', 'window', 'unmasked', 'without'] as const

function sameChange(a: StepChange | null, b: StepChange | null): boolean {
  if (!a || !b) return a === b
  return changeParts.every((part) => a[part] === b[part])
}
