import { html, nothing, type TemplateResult } from 'lit'
import type { Panes } from './viewPanes.ts'

/** The target of an encoder-decoder; nothing for other models. */
export function targetPane({ live: { analysis: { target } }, slice, session, units, labels, palette, focused, pointed }: Panes, fixed: boolean): TemplateResult | typeof nothing {
  if (!target) return nothing
  return html`<gaze-target-bar .slice=${slice} .tokens=${units.list} .labels=${labels} .direction=${session.direction} .palette=${palette}
    .focused=${focused} .pointed=${pointed} ?generated=${target.generated} ?fixed=${fixed}></gaze-target-bar>`
}
