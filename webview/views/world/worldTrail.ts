import { html, nothing, type TemplateResult } from 'lit'
import type { LayerSummary, HeadChoice } from '../../../protocol/attention.ts'
import type { Episode, WorldAnalysis } from '../../../protocol/world.ts'
import { t } from '../../l10n/translate.ts'
import { lookedRow, type Looked } from '../../state/looked.ts'
import { sayWeight } from '../../state/phrases.ts'
import { moveSigns, sayMove } from '../../state/worldWords.ts'
import type { Palette } from '../colour/palette.ts'

/** What a trail is drawn from. */
export interface Trail {
  readonly episode: Episode
  readonly world: WorldAnalysis
  /** The world before each step, and as it is now. */
  readonly worlds: readonly string[]
  readonly looked: Looked
  readonly layers: readonly LayerSummary[]
  readonly choice: HeadChoice
  readonly palette: Palette
  /** The step that is walked back to; null for now. */
  readonly past: number | null
}

/** Each step so far, what it looked at before it in little; each can be gone back to. */
export function worldTrail({ episode: { steps }, world, worlds, looked, layers, choice, palette, past }: Trail, go: (step: number | null) => void): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing
  const thumb = (cells: string): TemplateResult => {
    const at = looked.get(cells)
    return html`<gaze-world-thumb aria-hidden="true" .cells=${cells} .columns=${world.columns} .weights=${at ? lookedRow(at, layers, choice) : null} .palette=${palette}></gaze-world-thumb>`
  }
  return html`<section class="trail" .style=${`--accent: ${palette.accent}`} aria-label=${t('Steps so far')}>
    <h2>${t('Steps so far')}</h2>
    <ol>
      ${steps.map(({ move: { name, probability }, chosen }, index) => html`<li><button aria-pressed=${past === index}
          title=${t('What it looked at before this step')} @click=${() => { go(past === index ? null : index) }}>
        ${thumb(worlds[index]!)}
        <span class="unseen">${chosen ? t('Step {0}: {1}, {2}', index + 1, sayMove(name), sayWeight(probability)) : t('Step {0}: {1}, {2}, not by the agent', index + 1, sayMove(name), sayWeight(probability))}</span>
        <span class="number" aria-hidden="true">${index + 1} ${chosen ? moveSigns[name] : html`<i>${moveSigns[name]}</i>`}</span>
        <span class="number muted" aria-hidden="true">${Math.round(100 * probability)} %</span>
      </button></li>`)}
      <li><button aria-pressed=${past === null} @click=${() => { go(null) }}>${thumb(worlds.at(-1)!)}<span>${t('Now')}</span></button></li>
    </ol>
  </section>`
}
