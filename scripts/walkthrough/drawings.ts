import type { GazeModel } from '../../core/index.ts'
import type { TourStop } from '../../protocol/tour.ts'
import { inputDrawing, projectionsDrawing } from './embeddingDrawings.ts'
import { headsDrawing, reachDrawing, selfAttentionDrawing } from './mapDrawings.ts'
import { numbersOf, type StopNumbers } from './modelNumbers.ts'
import { scoresDrawing, softmaxDrawing, sumDrawing } from './stepDrawings.ts'
import { contextDrawing, ownTextDrawing } from './textDrawings.ts'

const ofStops: Readonly<Record<TourStop, (numbers: StopNumbers) => string>> = {
  input: inputDrawing,
  projections: projectionsDrawing,
  scores: scoresDrawing,
  softmax: softmaxDrawing,
  sum: sumDrawing,
  selfAttention: selfAttentionDrawing,
  heads: headsDrawing,
  reach: reachDrawing,
  context: contextDrawing,
}

/** The walkthrough's drawings by the name of their step, each from a run of the model at its stop of the tour. */
export async function walkthroughDrawings(model: GazeModel): Promise<ReadonlyMap<string, string>> {
  const drawings = new Map<string, string>()
  for (const [stop, draw] of Object.entries(ofStops)) drawings.set(stop, draw(await numbersOf(model, stop as TourStop)))
  return drawings.set('ownText', ownTextDrawing(await numbersOf(model, 'selfAttention')))
}
