import { html, nothing, type TemplateResult } from 'lit'
import type { Analysis, AttentionSlice } from '../../protocol/attention.ts'
import type { SessionState } from '../../protocol/session.ts'
import type { SpecialMode, ViewName } from '../../protocol/views.ts'
import { t } from '../l10n/translate.ts'
import type { Cell, Navigation } from '../state/navigation.ts'
import type { Live } from '../state/pageState.ts'
import type { Units } from '../state/units.ts'
import { chosenLayers } from '../../protocol/families.ts'
import { layerShapes } from '../state/layerShapes.ts'
import { shownSlice, shownSlices } from '../state/shownSlice.ts'
import type { PickerOption } from '../ui/chooser.ts'
import type { Palette } from './colour/palette.ts'
import type { Pointed } from './gazeEvents.ts'
import { specialNote } from './specialNote.ts'
import { contextPane } from './context/contextPane.ts'
import { predictionsPane } from './predictions/predictionsPane.ts'
import { picturePane } from './picture/picturePane.ts'
import { stepPane } from './steps/stepPane.ts'
import { summary } from './summary.ts'
import { worldPane } from './world/worldPane.ts'

export const viewOptions: readonly (PickerOption & { readonly value: ViewName })[] = [
  { value: 'heatmap', label: t('Heatmap') }, { value: 'heads', label: t('Heads') },
  { value: 'model', label: t('Model') }, { value: 'layer', label: t('Layer') }, { value: 'steps', label: t('Steps') },
  { value: 'context', label: t('Context') }, { value: 'predictions', label: t('Predictions') }, { value: 'picture', label: t('Picture') }, { value: 'world', label: t('World') },
]

/** The views that can be drawn: of a picture all, the picture itself first; of an agent all, its world first; what a model expects, where it has logits for tokens. */
export function viewOptionsOf({ patches, predicts, world }: Analysis): typeof viewOptions {
  const others = viewOptions.filter(({ value }) => value !== 'picture' && value !== 'world' && (value !== 'predictions' || predicts === true))
  const own = viewOptions.filter(({ value }) => (value === 'picture' && patches !== undefined) || (value === 'world' && world !== undefined))
  return [...own, ...others]
}

export interface Panes {
  readonly session: SessionState
  readonly live: Live
  readonly slice: AttentionSlice
  readonly navigation: Navigation
  /** How rows and columns are written. */
  readonly labels: readonly string[]
  /** What they are. */
  readonly units: Units
  readonly palette: Palette
  readonly focused: readonly number[]
  readonly pointed: Pointed
  readonly cursor: Cell | null
  readonly wide: boolean
  /** There is no model, as in a recording. */
  readonly isRecorded: boolean
  /** What is drawn is not of the text as it is now. */
  readonly dimmed: boolean
}

/** The view that was chosen; beside one head's, the overview of all and the strongest tokens of a row. */
export function viewPanes(panes: Panes): TemplateResult {
  const { navigation: { view }, dimmed } = panes
  const said = summary(panes)
  const label = viewOptions.find(({ value }) => value === view)!.label
  const single = view === 'model' || view === 'layer' || view === 'steps' || view === 'context' || view === 'predictions'
  return html`<div class="panes ${single ? 'single' : ''} ${dimmed ? 'dimmed' : ''}" role="tabpanel" aria-label=${label} aria-describedby=${said === '' ? nothing : 'summary'}>
    <h2 class="unseen">${label}</h2>
    <p class="unseen" id="summary" role="status">${said}</p>
    ${{ heatmap, heads, model, layer, steps: stepPane, context: contextPane, predictions: predictionsPane, picture: picturePane, world: worldPane }[view](panes)}
    ${single || view === 'picture' || view === 'world' ? nothing : side(panes)}
  </div>`
}

function heatmap({ session, live, slice, navigation, units, labels, palette, focused, pointed, cursor, wide }: Panes): TemplateResult {
  return html`<gaze-heatmap .slice=${shownSlice(slice, units.list, specialOf(session))} .tokens=${units.list} .labels=${labels} .layers=${live.analysis.layers} .direction=${session.direction}
    .palette=${palette} .focused=${focused} .pointed=${pointed} .cursor=${cursor} .viewport=${navigation.viewport}
    .note=${specialNote(slice, units.list, specialOf(session))} ?fill=${wide}></gaze-heatmap>`
}

function heads({ session, live, slice, navigation, units, labels, palette, focused, pointed, cursor, wide }: Panes): TemplateResult {
  return html`<gaze-head-view .choice=${slice.choice} .slices=${live.slices} .layers=${live.analysis.layers}
    .tokens=${units.list} .labels=${labels} .direction=${session.direction} .palette=${palette}
    .settings=${navigation.heads} .special=${specialOf(session)} .focused=${focused} .pointed=${pointed} .cursor=${cursor} ?fill=${wide}></gaze-head-view>`
}

function model({ session, live, slice, navigation, palette }: Panes): TemplateResult {
  return html`<gaze-model-view .thumbnails=${live.pictures ?? live.thumbnails} .statistics=${live.statistics}
    .layers=${live.analysis.layers} .choice=${slice.choice} .direction=${session.direction} .palette=${palette}
    .order=${navigation.order} .shapes=${layerShapes(live.analysis)}></gaze-model-view>`
}

function layer({ session, live, slice, units, labels, palette, pointed, cursor }: Panes): TemplateResult {
  return html`<gaze-layer-view .layer=${chosenLayers(slice.choice, live.analysis.layers)[0] ?? 0} .layers=${live.analysis.layers}
    .choice=${slice.choice} .slices=${shownSlices(live.slices, units.list, specialOf(session))} .tokens=${units.list}
    .labels=${labels} .direction=${session.direction} .palette=${palette} .note=${specialNote(slice, units.list, specialOf(session))}
    .pointed=${pointed.row === null && cursor ? cursor : pointed}></gaze-layer-view>`
}

function side({ session, live, slice, units, labels, palette, focused, pointed, cursor, wide }: Panes): TemplateResult {
  const { layers } = live.analysis
  const { direction } = session
  return html`<div class="side">
    <section class="section" aria-label=${t('Heads')}>
      <h2>${t('Layers × heads')}</h2>
      <gaze-thumbnails .thumbnails=${live.thumbnails} .layers=${layers} .direction=${direction} .palette=${palette}
        .choice=${slice.choice} .pointed=${inTokens(pointed, units)} .shapes=${layerShapes(live.analysis)}></gaze-thumbnails>
    </section>
    <gaze-row-list .slice=${slice} .tokens=${units.list} .labels=${labels} .direction=${direction} .palette=${palette}
      .rows=${focused.length > 0 || !cursor ? focused : [cursor.row]} .pinned=${session.pinned} .special=${specialOf(session)} .pointed=${pointed}
      .count=${wide ? 16 : 12} .of=${live.analysis.patches ? 'picture' : 'text'}></gaze-row-list>
  </div>`
}

/** The thumbnails are over tokens: the first of a group stands for it. */
function inTokens({ row, column }: Pointed, { tokens }: Units): Pointed {
  const first = (unit: number | null) => (unit === null ? null : tokens[unit]?.[0] ?? null)
  return { row: first(row), column: first(column) }
}

function specialOf({ special }: SessionState): SpecialMode {
  return special ?? 'show'
}
