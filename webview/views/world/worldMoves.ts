import { html, nothing, type TemplateResult } from 'lit'
import type { Episode, WorldAnalysis } from '../../../protocol/world.ts'
import { t } from '../../l10n/translate.ts'
import { sayWeight } from '../../state/phrases.ts'
import { moveSigns, sayMove } from '../../state/worldWords.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'

/** The four moves with their probabilities, the chosen one marked. */
export function moveList({ agent, goal, moves, chosen }: WorldAnalysis, palette: Palette): TemplateResult | typeof nothing {
  if (goal === null) return nothing
  return html`<section class="moves" aria-label=${t('Moves')}>
    <h2>${t('Moves')}</h2>
    <ul>${moves.map(({ name, probability, to }, index) => html`<li class=${index === chosen ? 'chosen' : ''}>
      <span><span aria-hidden="true">${moveSigns[name]}</span> ${sayMove(name)}${to === agent ? html` <span class="muted">${t('(blocked)')}</span>` : nothing}</span>
      <span class="track"><span class="bar" .style=${`width: ${100 * probability}%; background: ${palette.accent}`}></span></span>
      <span class="number">${sayWeight(probability)}${index === chosen ? html`<span class="unseen">${t(', chosen')}</span>` : nothing}</span>
    </li>`)}</ul>
  </section>`
}

/** What lets the agent act, and takes its steps back. */
export function actButtons(from: HTMLElement, { steps, acting }: Episode, canAct: boolean): TemplateResult {
  const button = (label: string, command: 'act' | 'actToGoal' | 'stopActing' | 'stepBack', enabled: boolean, isMain = false): TemplateResult =>
    html`<vscode-button appearance=${isMain ? 'primary' : 'secondary'} ?disabled=${!enabled} @click=${() => { emit(from, 'gaze-command', command) }}>${label}</vscode-button>`
  return html`<div class="buttons">
    ${button(t('Act'), 'act', canAct && !acting, true)}
    ${acting ? button(t('Stop'), 'stopActing', true) : button(t('Act until the goal'), 'actToGoal', canAct)}
    ${button(t('Step back'), 'stepBack', steps.length > 0 && !acting)}
  </div>`
}
