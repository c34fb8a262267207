import { html, type TemplateResult } from 'lit'
import { comparisonNeed, comparisonOf } from '../../state/comparedUnits.ts'
import type { Panes } from '../viewPanes.ts'

/** The representations of some tokens, or groups, compared. */
export function contextPane({ session, live, navigation: { context }, units, labels, palette, pointed }: Panes): TemplateResult {
  const source = comparisonOf(live, session)
  return html`<gaze-context-view .units=${units} .labels=${labels} .need=${comparisonNeed(session, context, live)} .comparing=${live.comparing}
    .palette=${palette} .pointed=${pointed.row} .source=${source} .isOwnChoice=${context.of === source}></gaze-context-view>`
}
