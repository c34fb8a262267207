import { additiveStepNames, stepNames, type StepName } from '../../../protocol/views.ts'
import type { StepThrough } from '../../../protocol/steps.ts'

/** The steps of a head's kind of scores; those of dot products as long as nothing is known of it. */
export function stepsOf(step: Pick<StepThrough, 'score'> | null): readonly StepName[] {
  return step?.score === 'additive' ? additiveStepNames : stepNames
}

/** A step, or what stands in its place among those of the other kind of scores. */
export function stepAmong(names: readonly StepName[], at: StepName): StepName {
  if (names.includes(at)) return at
  const others: readonly StepName[] = names === stepNames ? additiveStepNames : stepNames
  return names[others.indexOf(at)] ?? 'input'
}

/** The step that a key goes to, or null where the key is not ours. */
export function moveStep(key: string, at: StepName, names: readonly StepName[]): StepName | null {
  const [last, place] = [names.length - 1, names.indexOf(at)]
  const to = { ArrowLeft: place - 1, PageUp: place - 1, ArrowRight: place + 1, PageDown: place + 1, Home: 0, End: last }[key]
  return to === undefined ? null : names[Math.min(last, Math.max(0, to))]!
}
