import { html, nothing, type TemplateResult } from 'lit'
import { chosenFamily } from '../../protocol/families.ts'
import { greedy } from '../../protocol/predictions.ts'
import { t } from '../l10n/translate.ts'
import { placeIn, writtenUnits } from '../state/writing.ts'
import type { Panes } from './viewPanes.ts'

/** The target of an encoder-decoder; nothing for other models. */
export function targetPane({ live: { analysis: { target, layers, patches }, predicting }, slice, session, navigation, units, labels, palette, focused, pointed }: Panes, fixed: boolean): TemplateResult | typeof nothing {
  if (!target) return nothing
  const written = writtenUnits(units.list)
  const place = placeIn(written, navigation.writing.at, focused)
  const isCross = chosenFamily(slice.choice, layers) === 'cross'
  const isTold = navigation.view !== 'model' && navigation.view !== 'context' && navigation.view !== 'predictions' && isCross
  return html`<gaze-target-bar .slice=${slice} .tokens=${units.list} .labels=${labels} .direction=${session.direction} .palette=${palette}
    .focused=${focused} .pointed=${pointed} ?generated=${target.generated} ?pictured=${patches !== undefined} ?fixed=${fixed} .written=${navigation.writing.on ? written[place] ?? null : null} ?stepping=${navigation.writing.on}></gaze-target-bar>
    ${navigation.writing.on ? html`<gaze-writing .units=${units} .slice=${slice} .palette=${palette} .place=${place} .predicting=${predicting} ?cross=${isCross}></gaze-writing>` : nothing}
    ${target.generated && !fixed && navigation.view !== 'predictions' ? html`<gaze-target-sampling .used=${session.sampling ?? greedy} .settings=${navigation.sampling}></gaze-target-sampling>` : nothing}
    ${isTold ? html`<p class="measure muted">${t('A token’s row is what the decoder looked at to write it, having read the tokens before it.')}</p>` : nothing}`
}
