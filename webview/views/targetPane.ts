import { html, nothing, type TemplateResult } from 'lit'
import { familyOf } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'
import type { Panes } from './viewPanes.ts'

/** The target of an encoder-decoder; nothing for other models. */
export function targetPane({ live: { analysis: { target, layers } }, slice, session, navigation, units, labels, palette, focused, pointed }: Panes, fixed: boolean): TemplateResult | typeof nothing {
  if (!target) return nothing
  const { layer } = slice.choice
  const isTold = navigation.view !== 'model' && navigation.view !== 'context' && typeof layer === 'number' && familyOf(layers[layer]!).family === 'cross'
  return html`<gaze-target-bar .slice=${slice} .tokens=${units.list} .labels=${labels} .direction=${session.direction} .palette=${palette}
    .focused=${focused} .pointed=${pointed} ?generated=${target.generated} ?fixed=${fixed}></gaze-target-bar>
    ${isTold ? html`<p class="measure muted">${t('A token’s row is what the decoder looked at to write it, having read the tokens before it.')}</p>` : nothing}`
}
