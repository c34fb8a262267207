import { html, type TemplateResult } from 'lit'
import { stepNeed } from '../../state/stepQuery.ts'
import { unitsOf } from '../../state/units.ts'
import type { Panes } from '../viewPanes.ts'

/** The step-through: of tokens, also where the other views show groups of them. */
export function stepPane({ session, live, slice, navigation, palette, pointed }: Panes): TemplateResult {
  return html`<gaze-step-view .choice=${slice.choice} .layers=${live.analysis.layers} .need=${stepNeed(session, navigation, live)} .stepping=${live.stepping}
    .step=${navigation.step} .settings=${navigation.steps} .labels=${unitsOf({ ...live, groups: null }).labels}
    .tokens=${live.analysis.tokens} .groups=${session.groups ?? null} .pointed=${pointed} .palette=${palette}></gaze-step-view>`
}
