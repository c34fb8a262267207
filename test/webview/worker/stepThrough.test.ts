import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, type GazeModel, type ModelFolder } from '../../../core/index.ts'
import { layerTensors, stepTensors, type LayerTensors } from '../../../webview/worker/layerTensors.ts'
import { changedStep, readers, stepThrough } from '../../../webview/worker/stepThrough.ts'
import { fixtureFolder } from '../../core/model/fixtureFolder.ts'
import { checkStep, english } from './miniLmOracle.ts'

async function open(folder: ModelFolder, text: string): Promise<{ model: GazeModel; layer(index: number): Promise<LayerTensors> }> {
  const model = await openModel(folder, ortRuntime())
  const encoding = model.encode(text)
  return {
    model,
    async layer(index) {
      const site = model.info.sites[index]!
      const { attention, tensors } = await model.capture(encoding, { sites: [index], tensors: stepTensors })
      const { tensors: embeddings } = await model.capture(encoding, { sites: [], streams: ['embeddings'] })
      return layerTensors(site, model.info.streams, [...attention, ...tensors], embeddings)!
    },
  }
}

function assertClose(name: string, got: Float32Array, expected: Float32Array): void {
  assert.equal(got.length, expected.length, name)
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const worst = got.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
  assert.ok(worst <= 1e-3 * size, `${name} is off by ${String(worst)} of ${String(size)}`)
}

test('MiniLM, step by step, is what PyTorch computes', async () => {
  const { model, layer } = await open(nodeFolder('media/models/minilm', 'minilm'), english)
  const tensors = await layer(3)
  for (const [head, query] of [[0, 0], [5, 9], [11, 3]] as const) checkStep(stepThrough(tensors, { layer: 3, head, query }))
  assert.throws(() => stepThrough(tensors, { layer: 3, head: 12, query: 0 }), /no head 13; choose one from 1 to 12/)
  assert.throws(() => stepThrough(tensors, { layer: 3, head: 0, query: 4000 }), /no token 4001; choose one from 1 to/)
  await model.dispose()
})

// Plain, grouped, soft-capped, biased by position, scaled elsewhere, unscaled, multi-query, pre-norm.
for (const name of [
  'bert-optimum-sdpa', 'llama-torchscript-sdpa', 'gemma2-optimum_past-eager', 'bloom-torchscript-eager', 't5_encoder-dynamo-eager',
  'gpt_neo-optimum_past-eager', 'falcon-torchscript-eager', 'qwen3-dynamo-sdpa', 'deberta_v2-optimum-eager', 'esm-optimum-eager',
]) {
  test(`${name}: the steps lead to the model's own weights and context`, async () => {
    const { model, layer } = await open(fixtureFolder(name), 'the cat sat on the mat')
    for (const index of model.info.sites.keys()) {
      const tensors = await layer(index)
      const [heads, tokens] = tensors.weights.shape
      for (let head = 0; head < heads; head++) {
        const choice = { layer: index, head, query: tokens - 2 }
        const step = stepThrough(tensors, choice)
        assert.deepEqual(step.missing, {})
        assertClose('softmax', step.exponentials!.map((each) => each / step.denominator!), step.weights)
        const unchanged = changedStep(tensors, choice, {})
        assertClose('weights', unchanged.weights, step.weights)
        assertClose('context', unchanged.context, step.context!)
        assertClose('its place among the heads', step.concatenated!.subarray(head * step.context!.length, (head + 1) * step.context!.length), step.context!)
        assert.deepEqual(step.projection, { rows: heads * step.context!.length, columns: step.output!.length })
        assert.equal(changedStep(tensors, choice, { without: 1 }).weights[1], 0)
      }
    }
    await model.dispose()
  })
}

for (const score of ['additive', 'dot']) {
  test(`a recurrent pair, ${score}: the steps lead to the model's own weights and context`, async () => {
    const name = `gru_${score}-dynamo`
    const model = await openModel(nodeFolder(`test/fixtures/pairs/${name}`, name), ortRuntime(), { encoderDecoders: true })
    const { attention, tensors: given } = await model.capture(model.encode('the cat sat on it.'), { target: model.target('it sat.'), tensors: stepTensors })
    const tensors = layerTensors(model.info.sites[0]!, model.info.streams, [...attention, ...given], [])!
    const choice = { layer: 0, head: 0, query: 2 }
    const step = stepThrough(tensors, choice)
    assert.deepEqual([step.score, step.unprojected, readers(model.info)], score === 'additive' ? ['additive', ['value'], { recurrent: ['GRU'] }] : [undefined, ['key', 'value'], { recurrent: ['GRU'] }])
    assert.deepEqual([step.additive !== undefined, step.products !== undefined, step.scaled !== undefined], [score === 'additive', score === 'dot', score === 'dot'])
    assertClose('scores', step.additive ?? step.scaled!, step.scores!)
    assertClose('softmax', step.exponentials!.map((each) => each / step.denominator!), step.weights)
    const unchanged = changedStep(tensors, choice, {})
    assertClose('weights', unchanged.weights, step.weights)
    assertClose('context', unchanged.context, step.context!)
    assert.notDeepEqual(changedStep(tensors, choice, { temperature: 2 }).weights, step.weights)
    assert.match(step.missing.output!, /beside another state/)
    await model.dispose()
  })
}

test('a soft cap is known, and nothing capped goes beyond it', async () => {
  const { model, layer } = await open(fixtureFolder('gemma2-optimum_past-eager'), 'the cat sat on the mat')
  const { softCap, capped, scaled } = stepThrough(await layer(0), { layer: 0, head: 1, query: 4 })
  assert.ok(softCap! > 0 && capped!.every((score) => Math.abs(score) <= softCap!))
  assert.ok(scaled!.some((score, key) => score !== capped![key]))
  await model.dispose()
})

test('what is missing says why, and the rest is there', async () => {
  const { model, layer } = await open(fixtureFolder('bert-optimum-sdpa-int8'), 'the cat sat on the mat')
  const step = stepThrough(await layer(0), { layer: 0, head: 0, query: 1 })
  assert.deepEqual(Object.keys(step.missing), ['projection'])
  assert.match(step.missing.projection!, /Node \S+ \(MatMulInteger\)/)
  assert.ok(step.output && step.context && step.input)
  await model.dispose()
})
