/** The stops of the guided tour, in its order. */
export const tourStops = [
  'input', 'projections', 'scores', 'softmax', 'sum', 'selfAttention', 'heads', 'reach', 'context',
] as const
export type TourStop = (typeof tourStops)[number]
