/** What is told of each head in one number; the mean over queries. */
export const headStatisticNames = [
  'entropy', 'distance', 'previous', 'next', 'self', 'first', 'special', 'duplicate', 'induction', 'bracket',
] as const

export type HeadStatisticName = (typeof headStatisticNames)[number]

/**
 * Every head of a model in numbers: for each name [layers, heads], NaN where it is not defined or a layer has fewer heads
 * than the most. Entropy is in bits, distance in tokens, the others are shares of the weight, 0 to 1.
 */
export type HeadTable = Readonly<Record<HeadStatisticName, Float32Array>> & { readonly heads: number }
