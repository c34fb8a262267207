import { html, type nothing, type TemplateResult } from 'lit'
import type { StepName } from '../../../protocol/views.ts'
import { energyVectors, tanhVectors } from './additiveVectors.ts'
import { stepFormulas } from './stepFormulas.ts'
import type { StepScene } from './stepScene.ts'
import { stepSentences } from './stepSentences.ts'
import { energyTable, productTable, scaleTable, scoreTable, softmaxTable } from './stepTables.ts'
import { inputVectors, outputVectors, productVectors, projectedVectors, summedVectors } from './stepVectors.ts'

const bodies: Readonly<Record<StepName, (scene: StepScene) => TemplateResult | typeof nothing>> = {
  input: inputVectors,
  projections: projectedVectors,
  products: (scene) => html`${productVectors(scene)}${productTable(scene)}`,
  scale: scaleTable,
  tanh: tanhVectors,
  energy: (scene) => html`${energyVectors(scene)}${energyTable(scene)}`,
  scores: scoreTable,
  softmax: softmaxTable,
  sum: summedVectors,
  output: outputVectors,
}

/** A step: its formulas, what they come to here in words, and the numbers. */
export function stepPanel(scene: StepScene): TemplateResult {
  const { name, step, key, nameOf } = scene
  return html`
    <div class="formulas">${stepFormulas(name, step).map((tex) => html`<gaze-formula .tex=${tex}></gaze-formula>`)}</div>
    <p class="sentences">${stepSentences(name, step, key, nameOf).join(' ')}</p>
    ${bodies[name](scene)}`
}
