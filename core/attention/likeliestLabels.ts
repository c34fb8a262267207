import { softmaxSteps } from './softmaxSteps.ts'

/** What a classifier takes its input for, and how probable it finds that. */
export interface Label {
  readonly label: string
  readonly probability: number
}

/** The likeliest labels of a classifier's logits by softmax; undefined where there is not one logit for each. */
export function likeliestLabels(logits: Float32Array, labels: readonly string[], count: number): readonly Label[] | undefined {
  const { weights } = softmaxSteps(logits)
  if (weights.length !== labels.length) return undefined
  return labels.map((label, index) => ({ label, probability: weights[index]! })).sort((a, b) => b.probability - a.probability).slice(0, count)
}
