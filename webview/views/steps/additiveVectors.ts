import type { nothing} from 'lit';
import { html, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { keyRow, tanhOf } from './stepRows.ts'
import { ownScale, signedLegend, strip, whyNot, type StepScene } from './stepScene.ts'

/** W q, U k, and what becomes of their sum. */
export function tanhVectors(scene: StepScene): TemplateResult | typeof nothing {
  const { step, key, nameOf } = scene
  const [i, j] = [nameOf(step.token), nameOf(key)]
  const [row, units] = [keyRow(step, key), tanhOf(step, key)]
  if (!step.query || !row || !units) return whyNot(scene, 'query', 'keys')
  return html`
    ${strip(scene, step.query, { caption: t('W q of “{0}”', i), name: t('query of {0}', i) })}
    ${strip(scene, row, { caption: t('U k of “{0}”', j), name: t('key of {0}', j) })}
    ${strip(scene, units, { caption: t('tanh(W q + U k)'), name: t('tanh of {0} and {1}', i, j), top: 1 })}
    ${signedLegend(scene, ownScale())}`
}

/** The learned vector, and what it makes of the tanh, number by number. */
export function energyVectors(scene: StepScene): TemplateResult | typeof nothing {
  const { step, key, nameOf } = scene
  const { energy } = step
  const units = tanhOf(step, key)
  if (!energy || !units) return whyNot(scene, 'energy', 'query', 'keys')
  const [i, j] = [nameOf(step.token), nameOf(key)]
  return html`
    ${strip(scene, energy, { caption: t('v, the same for all tokens'), name: t('v') })}
    ${strip(scene, units, { caption: t('tanh(W q + U k)'), name: t('tanh of {0} and {1}', i, j), top: 1 })}
    ${strip(scene, units.map((unit, at) => unit * energy[at]!), { caption: t('v × tanh, number by number'), name: t('v times tanh of {0} and {1}', i, j) })}
    ${signedLegend(scene, ownScale())}`
}
