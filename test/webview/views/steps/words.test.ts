import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { ortRuntime } from '../../../../cli/ortRuntime.ts'
import { openModel, type GazeModel } from '../../../../core/index.ts'
import type { StepThrough } from '../../../../protocol/steps.ts'
import { additiveStepNames, stepNames, type StepName } from '../../../../protocol/views.ts'
import { layerTensors, stepTensors } from '../../../../webview/worker/layerTensors.ts'
import { stepThrough } from '../../../../webview/worker/stepThrough.ts'
import { moveStep, stepAmong, stepsOf } from '../../../../webview/views/steps/moveStep.ts'
import { stepFormulas } from '../../../../webview/views/steps/stepFormulas.ts'
import { addedBias, maskedKeys, stepSentences } from '../../../../webview/views/steps/stepSentences.ts'
import { fixtureFolder } from '../../../core/model/fixtureFolder.ts'

const models: GazeModel[] = []
after(() => Promise.all(models.map((model) => model.dispose())))

/** A step of a fixture's model on a few words. */
async function stepOf(fixture: string, query: number, layer = 0, head = 1): Promise<StepThrough> {
  const model = await openModel(fixtureFolder(fixture), ortRuntime())
  models.push(model)
  const encoding = model.encode('the cat sat on the mat')
  const { attention, tensors } = await model.capture(encoding, { sites: [layer], tensors: stepTensors })
  const { tensors: states } = await model.capture(encoding, { sites: [], streams: ['embeddings'] })
  return stepThrough(layerTensors(model.info.sites[layer]!, model.info.streams, [...attention, ...tensors], states)!, { layer, head, query })
}

const name = (token: number) => `t${token}`
const said = (step: StepThrough, of: StepName, key = 1) => stepSentences(of, step, key, name).join(' ')

test('an encoder: the sentences have this head\'s own numbers', async () => {
  const step = await stepOf('bert-optimum-sdpa', 2)
  const d = step.query!.length
  assert.match(said(step, 'input'), new RegExp(`To layer 1, “t2” is these ${step.input!.length} numbers`))
  assert.match(said(step, 'projections'), new RegExp(`Head 2 makes a query of “t2”, ${d} numbers .* of “t1” a key`))
  assert.match(said(step, 'products'), new RegExp(`all added up, ${said3(step.products![1]!)}`))
  assert.match(said(step, 'scale'), new RegExp(`Divided by √${d} = ${Math.sqrt(d).toFixed(3)}.* goes from ${said3(step.products![1]!)} to ${said3(step.scaled![1]!)}`))
  assert.equal(said(step, 'scores'), `Nothing is added here: “t1” has ${step.scores![1]!.toFixed(3).replace('-', '−')}. No key is masked.`)
  assert.match(said(step, 'softmax'), new RegExp(`${said3(step.denominator!)}, that is a weight of ${said3(step.weights[1]!)}`))
  assert.match(said(step, 'output'), new RegExp(`those of head 2 are ${d + 1} to ${2 * d}\\. Wᴼ, ${step.projection!.rows} × ${step.projection!.columns}`))
  assert.deepEqual(stepFormulas('scale', step), [`s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{d_k}} = \\frac{q_i \\cdot k_j}{\\sqrt{${d}}}`])
})

test('a decoder: keys after the token are masked, and that is said', async () => {
  const step = await stepOf('llama-torchscript-sdpa', 2)
  const after = Array.from({ length: step.keyCount - 3 }, (_, index) => index + 3)
  assert.deepEqual(maskedKeys(step), after)
  assert.match(said(step, 'scores'), new RegExp(`${after.length} of ${step.keyCount} keys are masked, and “t2” must not look at them: “t3” to “t${step.keyCount - 1}”`))
  assert.ok(step.keyValueHeads! < step.heads)
  assert.match(said(step, 'projections'), new RegExp(`${step.heads} query heads share ${step.keyValueHeads} heads of keys and values; this one reads number ${step.keyValueHead! + 1}`))
})

test('a position bias, a soft cap and no scale at all are said with their numbers', async () => {
  const bloom = await stepOf('bloom-torchscript-eager', 4)
  const added = addedBias(bloom)![1]!
  assert.ok(added !== 0)
  assert.match(said(bloom, 'scores'), new RegExp(`the model adds ${said3(added)}, which gives ${said3(bloom.scores![1]!)}`))
  const gemma = await stepOf('gemma2-optimum_past-eager', 4)
  assert.match(said(gemma, 'scores'), new RegExp(`between −${gemma.softCap} and ${gemma.softCap}: “t1” goes from ${said3(gemma.scaled![1]!)} to ${said3(gemma.capped![1]!)}`))
  assert.match(stepFormulas('scores', gemma)[0]!, /\\tanh/)
  const t5 = await stepOf('t5_encoder-dynamo-eager', 3)
  assert.equal(t5.scale, 1)
  assert.match(said(t5, 'scale'), /does not scale its products: “t1” keeps/)
})

test('where tensors are missing no sentence says a number that is not there', async () => {
  const { layer, head, token, keyCount, heads, weights } = await stepOf('bert-optimum-sdpa', 1)
  const bare: StepThrough = { layer, head, token, keyCount, heads, weights, missing: {} }
  for (const step of [...stepNames, ...additiveStepNames]) {
    const text = said(bare, step)
    assert.doesNotMatch(said({ ...bare, score: 'additive', unprojected: ['value'] }, step), /undefined|NaN|\{\d\}/, step)
    assert.doesNotMatch(text, /undefined|NaN|\{\d\}/, step)
    for (const tex of stepFormulas(step, bare)) assert.doesNotMatch(tex, /undefined|NaN/)
  }
})

test('keys turn the steps and stop at both ends', () => {
  assert.deepEqual([moveStep('PageDown', 'input', stepNames), moveStep('ArrowRight', 'sum', stepNames), moveStep('PageDown', 'output', stepNames)], ['projections', 'output', 'output'])
  assert.deepEqual([moveStep('ArrowLeft', 'input', stepNames), moveStep('Home', 'sum', stepNames), moveStep('End', 'sum', stepNames), moveStep('x', 'sum', stepNames)], ['input', 'input', 'output', null])
})

/** A recurrent pair's attention, of the last row. */
const additive: StepThrough = {
  layer: 0, head: 0, token: 9, keyCount: 2, heads: 1, score: 'additive', unprojected: ['value'], recurrent: ['GRU'],
  query: Float32Array.of(1, -0.5), keys: Float32Array.of(0.5, 0.25, -3, 1), values: Float32Array.of(1, 2, 3, 4, 5, 6), energy: Float32Array.of(2, -1),
  additive: Float32Array.of(2.055, -2.39), weights: Float32Array.of(0.988, 0.012), context: Float32Array.of(1.036, 2.036, 3.036),
  missing: { input: 'Its input cannot be had.', output: 'No matrix.' },
}

test('additive attention has steps of its own, in the places of those of dot products', () => {
  assert.deepEqual([stepsOf(additive), stepsOf({}), stepsOf(null)], [additiveStepNames, stepNames, stepNames])
  assert.deepEqual([stepAmong(additiveStepNames, 'products'), stepAmong(additiveStepNames, 'softmax'), stepAmong(stepNames, 'energy')], ['tanh', 'softmax', 'scale'])
  assert.equal(moveStep('PageDown', 'tanh', additiveStepNames), 'energy')
})

test('of additive attention: W q and U k are added, v weighs, a recurrent reader has no positions', () => {
  assert.match(said(additive, 'input'), /word by word, with GRU layers: it has no positions and no self-attention.*The state of “t1” is these 3 numbers/)
  assert.match(said({ ...additive, convolutional: true }, 'input'), /^Convolutions read the source, all words at once.*writes word by word, with GRU layers; there is no self-attention/)
  assert.match(said(additive, 'projections'), /^W makes 2 numbers of the state of “t9”.*U makes 2 numbers of the state of “t1”.*“t1” passes on is its state as it is, 3 numbers\.$/)
  assert.match(said(additive, 'tanh'), new RegExp(`number 1, goes from −2\\.000 to ${said3(Math.tanh(-2))}; 1 of 2 are beyond ±0\\.9`))
  assert.match(said(additive, 'energy'), /weighs the 2 numbers \(its largest is 2\.000 in size\); all added up, “t1” scores −2\.390\. 1 of 2 keys fits this query better\. Nothing is divided by √d/)
  assert.match(said(additive, 'output'), /There is one head.* its sum, 3 numbers/)
  assert.deepEqual(stepFormulas('output', additive), ['o_i = c_i'])
})

test('KaTeX takes every formula', async () => {
  const { renderToString } = await import('katex')
  const all = await Promise.all(['bert-optimum-sdpa', 'gemma2-optimum_past-eager', 't5_encoder-dynamo-eager'].map((fixture) => stepOf(fixture, 1)))
  for (const step of [...all, additive]) for (const of of [...stepNames, ...additiveStepNames]) for (const tex of stepFormulas(of, step)) assert.match(renderToString(tex, { strict: 'error' }), /<math/)
  assert.match(readFileSync('webview/ui/formula.css', 'utf8'), /KaTeX_Main/)
})

function said3(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(3)}`
}
