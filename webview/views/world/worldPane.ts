import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { layerShapes } from '../../state/layerShapes.ts'
import { shownSlice } from '../../state/shownSlice.ts'
import type { Panes } from '../viewPanes.ts'
import { placedLabels } from './placedLabels.ts'

/** The world, and beside it every head and the cells that are looked at most. */
export function worldPane({ session, live, slice, units, palette, focused, pointed, wide }: Panes): TemplateResult | typeof nothing {
  const { world, layers, tokens } = live.analysis
  const { direction, special = 'show', episode = null, pinned, stale } = session
  if (!world) return nothing
  const isOfCells = live.groups === null && slice.queries === tokens.length
  const from = isOfCells && focused.length > 0 ? focused : [world.agent]
  return html`<gaze-world-view .world=${world} .episode=${episode} .slice=${isOfCells ? slice : null} .tokens=${tokens} .layers=${layers} .looked=${live.looked}
      .direction=${direction} .palette=${palette} .focused=${isOfCells ? focused : []} .pointed=${pointed} ?stale=${stale} ?fill=${wide}></gaze-world-view>
    <div class="side">
      <section class="section" aria-label=${t('Heads')}>
        <h2>${t('Layers × heads')}</h2>
        <gaze-thumbnails .thumbnails=${live.thumbnails} .layers=${layers} .direction=${direction} .palette=${palette} .choice=${slice.choice} .pointed=${pointed} .shapes=${layerShapes(live.analysis)}></gaze-thumbnails>
      </section>
      ${isOfCells ? html`<gaze-row-list .slice=${shownSlice(slice, units.list, special)} .tokens=${units.list} .labels=${placedLabels(tokens, world)} .direction=${direction} .palette=${palette}
        .rows=${from} .pinned=${pinned} .special=${special} .pointed=${pointed} .count=${wide ? 12 : 8}></gaze-row-list>` : nothing}
    </div>`
}
