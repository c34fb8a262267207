import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { specialInPicture } from '../../state/patches.ts'
import { shownSlice, shownSlices } from '../../state/shownSlice.ts'
import { specialNote } from '../specialNote.ts'
import type { Panes } from '../viewPanes.ts'
import { layersOfPicture } from './layersOfPicture.ts'

/** The picture, and beside it what the model says it is, where every head looks, and the strongest patches. */
export function picturePane(panes: Panes): TemplateResult | typeof nothing {
  const { session, live, slice, navigation, units, labels, palette, focused, pointed, cursor, wide } = panes
  const { patches, layers, answers } = live.analysis
  const { picture, direction, pinned } = session
  const special = specialInPicture(session, units.list, focused)
  if (!patches || !picture) return nothing
  const rows = layersOfPicture(layers, units.list, focused, slice.choice)
  return html`<gaze-picture-view .picture=${picture} .patches=${patches} .slice=${shownSlice(slice, units.list, special)} .tokens=${units.list} .labels=${labels}
      .layers=${layers} .direction=${direction} .palette=${palette} .settings=${navigation.picture} .focused=${focused} .pointed=${pointed} .cursor=${cursor}
      .note=${specialNote(slice, units.list, special)} ?fill=${wide}></gaze-picture-view>
    <div class="side">
      ${answers ? html`<gaze-answer-list .answers=${answers} .palette=${palette}></gaze-answer-list>` : nothing}
      <section class="section" aria-label=${t('Where every head looks')}>
        <h2>${t('Where every head looks')}</h2>
        <gaze-head-pictures .picture=${picture} .patches=${patches} .slices=${shownSlices(live.slices, units.list, special)} .layers=${layers} .rows=${rows}
          .direction=${direction} .palette=${palette} .settings=${navigation.picture} .choice=${slice.choice} .focused=${focused}></gaze-head-pictures>
      </section>
      <gaze-row-list .slice=${slice} .tokens=${units.list} .labels=${labels} .direction=${direction} .palette=${palette}
        .rows=${focused} .pinned=${pinned} .special=${special} .pointed=${pointed} .count=${wide ? 16 : 12} .of=${'picture'}></gaze-row-list>
    </div>`
}
