import type { Failure } from '../../protocol/pageToHost.ts'
import type { PredictionTable } from '../../protocol/predictions.ts'
import type { SessionState } from '../../protocol/session.ts'
import type { Needs } from './needs.ts'
import type { Live } from './pageState.ts'

/** What is here of what the model expected of each token. */
export interface Predicting {
  readonly found: PredictionTable | null
  /** Why it cannot be had; not asked for again. */
  readonly failed: Failure | null
}

export const noPredicting: Predicting = { found: null, failed: null }

/** Whether what the model expected is wanted, by the view in sight or by the editor, and not here. */
export function missesPredictions({ surprisal }: SessionState, needs: Needs, { analysis, predicting: { found, failed } }: Live): boolean {
  return analysis.predicts === true && (needs.predictions || surprisal === true) && !found && !failed
}
