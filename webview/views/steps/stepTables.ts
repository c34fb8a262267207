import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { keyOrder, mostKeys } from './keyOrder.ts'
import type { KeyBars, KeyColumn } from './keyTable.ts'
import { tell } from './stepEvents.ts'
import { isMaskedScore, sayNumber, sayScore } from './stepNumbers.ts'
import { addedBias } from './stepSentences.ts'
import { whyNot, type StepScene } from './stepScene.ts'

/** q·k of every key. */
export function productTable(scene: StepScene): TemplateResult | typeof nothing {
  const { products } = scene.step
  if (!products) return nothing
  return table(scene, [{ label: t('q·k'), values: products }], { values: products, signed: true })
}

/** v·tanh of every key. */
export function energyTable(scene: StepScene): TemplateResult | typeof nothing {
  const { additive } = scene.step
  if (!additive) return nothing
  return table(scene, [{ label: t('v·tanh'), values: additive }], { values: additive, signed: true })
}

/** q·k before and after the scale. */
export function scaleTable(scene: StepScene): TemplateResult | typeof nothing {
  const { products, scaled } = scene.step
  if (!products || !scaled) return whyNot(scene, 'scale', 'query', 'keys')
  return table(scene, [{ label: t('q·k'), values: products }, { label: t('scaled'), values: scaled }], { values: scaled, signed: true })
}

/** What is added to the scaled products. */
export function scoreTable(scene: StepScene): TemplateResult | typeof nothing {
  const { additive, scaled, capped, bias, scores } = scene.step
  const columns: KeyColumn[] = [
    ...(additive ? [{ label: t('v·tanh'), values: additive }] : []),
    ...(scaled ? [{ label: t('scaled'), values: scaled, minor: capped !== undefined }] : []),
    ...(capped ? [{ label: t('capped'), values: capped }] : []),
    ...(bias ? [{ label: t('added'), values: addedBias(scene.step)!, say: (value: number) => (isMaskedScore(value) ? t('mask') : sayNumber(value)) }] : []),
    ...(scores ? [{ label: t('score'), values: scores, say: sayScore }] : []),
  ]
  const shown = scores ?? capped ?? scaled ?? additive
  return html`${whyNot(scene, 'scores', 'bias')}${shown ? table(scene, columns, { values: shown, signed: true }) : nothing}`
}

/** From scores to weights. */
export function softmaxTable(scene: StepScene): TemplateResult | typeof nothing {
  const { scores, maximum, exponentials, denominator, weights } = scene.step
  const columns: KeyColumn[] = [
    ...(scores && maximum !== undefined ? [
      { label: t('score'), values: scores, say: sayScore, minor: true },
      { label: t('− max'), values: scores.map((score) => (isMaskedScore(score) ? score : score - maximum)), say: sayScore },
    ] : []),
    ...(exponentials ? [{ label: t('exp'), values: exponentials, ...(denominator !== undefined && { total: denominator }) }] : []),
    { label: t('weight'), values: weights, total: weights.reduce((sum, weight) => sum + weight, 0) },
  ]
  return html`${whyNot(scene, 'scores')}${table(scene, columns, { values: weights, signed: false })}`
}

function table({ step, key, labels, palette, allKeys, lit, nameOf }: StepScene, columns: readonly KeyColumn[], bars: KeyBars): TemplateResult {
  const { keyCount, weights, token } = step
  const caption = allKeys || keyCount <= mostKeys ? t('All {0} keys', keyCount) : t('{0} of {1} keys: those with most weight', mostKeys, keyCount)
  return html`<gaze-key-table .name=${t('keys of {0}', nameOf(token))} .caption=${caption} .columns=${columns} .bars=${bars}
    .order=${keyOrder(weights, key, allKeys)} .labels=${labels} .chosen=${key} .lit=${lit} .palette=${palette}
  >${keyCount > mostKeys ? html`<button class="plain" @click=${({ currentTarget }: Event) => { tell(currentTarget as HTMLElement, 'step-all', !allKeys) }}>${allKeys ? t('Strongest keys') : t('All keys')}</button>` : nothing}</gaze-key-table>`
}
