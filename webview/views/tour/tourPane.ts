import { html, nothing, type TemplateResult } from 'lit'
import type { SessionState } from '../../../protocol/session.ts'
import type { Live, Run } from '../../state/pageState.ts'
import { tourFacts } from './tourFacts.ts'
import { tourSentences } from './tourWords.ts'

/** Stops that tell of a step-through. */
const withSteps: readonly string[] = ['input', 'projections', 'scores', 'softmax', 'sum', 'reach']

/** The card of the guided tour, where the session is a stop of it. */
export function tourPane(session: SessionState, live: Live | null, run: Run, labels: readonly string[]): TemplateResult | typeof nothing {
  const { tour, choice } = session
  if (!tour) return nothing
  const facts = tourFacts(session, live, labels)
  const settled = run.phase !== 'running' && facts.query !== undefined && (!withSteps.includes(tour) || facts.step !== undefined)
    && (tour !== 'reach' || facts.changed !== undefined) && (tour !== 'context' || facts.table !== undefined)
  return html`<gaze-tour-card .stop=${tour} .sentences=${tourSentences(tour, facts, choice, live?.analysis.layers ?? [])}
    ?settled=${settled}></gaze-tour-card>`
}
