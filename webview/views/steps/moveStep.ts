import { stepNames, type StepName } from '../../../protocol/views.ts'

/** The step that a key goes to, or null where the key is not ours. */
export function moveStep(key: string, at: StepName): StepName | null {
  const [last, place] = [stepNames.length - 1, stepNames.indexOf(at)]
  const to = { ArrowLeft: place - 1, PageUp: place - 1, ArrowRight: place + 1, PageDown: place + 1, Home: 0, End: last }[key]
  return to === undefined ? null : stepNames[Math.min(last, Math.max(0, to))]!
}
