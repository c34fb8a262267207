import type { Analysis, AttentionSlice } from '../../protocol/attention.ts'
import type { Failure } from '../../protocol/pageToHost.ts'
import type { PredictionTable } from '../../protocol/predictions.ts'
import { fitChoice, sameChoice } from '../../protocol/choice.ts'
import { sameKey } from './keys.ts'
import { liveOf, type PageState, type Run } from './pageState.ts'
import type { HostPort } from './ports.ts'

/** Tells the host what is new since the last time, while this mount is the one that feeds the editor. */
export function createReporter(host: HostPort): { tell(state: PageState): void } {
  let analysis: Analysis | null = null
  let slice: AttentionSlice | null = null
  let run: Run | null = null
  let told: PredictionTable | Failure | null = null
  return {
    tell(state) {
      const { session, reports } = state
      if (!reports || !session) {
        analysis = slice = run = told = null
        return
      }
      if (state.run !== run) {
        run = state.run
        if (run.phase === 'running' && run.progress) host.post({ type: 'progress', key: run.key, progress: run.progress })
        if (run.phase === 'failed') host.post({ type: 'failed', key: run.key, failure: run.failure })
      }
      const live = liveOf(state)
      if (!live || !sameKey(live.key, session.key)) return
      if (live.analysis !== analysis) {
        analysis = live.analysis
        told = null
        host.post({ type: 'analysed', key: live.key, analysis })
        const choice = fitChoice(session.choice, analysis.layers)
        if (!sameChoice(choice, session.choice)) host.post({ type: 'choose', choice })
      }
      const { found, failed } = live.predicting
      if (session.surprisal && (found ?? failed) !== told) {
        told = found ?? failed
        if (found) host.post({ type: 'predicted', key: live.key, table: found })
        else if (failed) host.post({ type: 'unpredicted', key: live.key, failure: failed })
      }
      if (!session.surprisal) told = null
      if (live.slice && live.slice !== slice) {
        slice = live.slice
        host.post({ type: 'slice', key: live.key, slice })
      }
    },
  }
}
