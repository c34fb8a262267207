/** The views of the page, in the order of their tabs. */
export const viewNames = ['heatmap', 'heads', 'model', 'layer', 'steps', 'context', 'predictions', 'picture', 'world'] as const
export type ViewName = (typeof viewNames)[number]

/** The steps of the step-through, in the order of the maths. */
export const stepNames = ['input', 'projections', 'products', 'scale', 'scores', 'softmax', 'sum', 'output'] as const

/** Those of additive attention: nothing is multiplied, and nothing scaled. Each stands where its like does among the others. */
export const additiveStepNames = ['input', 'projections', 'tanh', 'energy', 'scores', 'softmax', 'sum', 'output'] as const
export type StepName = (typeof stepNames)[number] | (typeof additiveStepNames)[number]

/** Special tokens: as they are, left out, or left out and the rest of each row scaled up to the whole. */
export const specialModes = ['show', 'hide', 'renormalise'] as const
export type SpecialMode = (typeof specialModes)[number]
