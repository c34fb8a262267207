import { html, type TemplateResult } from 'lit'
import type { StepName } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { moveStep } from './moveStep.ts'
import { stepTitle } from './stepTitles.ts'

/** Where one is among the steps, and the ways to others. */
export function stepper(at: StepName, names: readonly StepName[], go: (step: StepName) => void): TemplateResult {
  return html`<ol class="stepper" aria-label=${t('Steps')}>${names.map((name, place) => html`<li><button
    class=${name === at ? 'current' : names.indexOf(at) > place ? 'done' : ''} data-step=${name} tabindex=${name === at ? 0 : -1}
    aria-current=${name === at ? 'step' : 'false'} aria-label=${t('Step {0}: {1}', place + 1, stepTitle(name))} title=${stepTitle(name)}
    @click=${() => { go(name) }}
  ><span class="place">${place + 1}</span><span class="title">${stepTitle(name)}</span></button></li>`)}</ol>`
}

/** The step's name, and the buttons to the one before and after. */
export function stepHeading(at: StepName, names: readonly StepName[], go: (step: StepName) => void): TemplateResult {
  const place = names.indexOf(at)
  const turn = (key: 'PageUp' | 'PageDown') => () => { go(moveStep(key, at, names)!) }
  return html`<div class="heading">
    <h3 tabindex="-1" id="heading"><span class="muted number">${t('{0} of {1}', place + 1, names.length)}</span> ${stepTitle(at)}</h3>
    ${iconButton('chevronLeft', t('Previous step'), turn('PageUp'))}${iconButton('chevronRight', t('Next step'), turn('PageDown'))}
  </div>`
}
