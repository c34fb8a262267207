import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { flow, openModel, poolWeights, rollout, valueNorms, valueNormsOfLayer, type HeadWeights } from '../../../core/index.ts'
import type { HeadChoice, Measure } from '../../../protocol/attention.ts'
import { KeptWeights } from '../../../webview/worker/keptWeights.ts'
import { layerReads } from '../../../webview/worker/layerReads.ts'
import { LongText } from '../../../webview/worker/longText.ts'
import { measured } from '../../../webview/worker/measured.ts'
import { mostFlowTokens } from '../../../webview/worker/mostFlowTokens.ts'
import { weightsOf } from '../../../webview/worker/weightsOf.ts'
import { fixtureFolder } from '../../core/model/fixtureFolder.ts'

const text = 'the cat sat on the mat'
const { signal } = new AbortController()

function assertClose(actual: HeadWeights, expected: HeadWeights, what: string): void {
  assert.deepEqual([actual.queries, actual.keys], [expected.queries, expected.keys], what)
  const top = expected.weights.reduce((most, weight) => Math.max(most, weight), 0)
  actual.weights.forEach((weight, i) => { assert.ok(Math.abs(weight - expected.weights[i]!) <= 1e-4 * top, `${what}: entry ${String(i)}`) })
}

/** The measures of a text, as one that is too long to be kept has them: run by run. */
async function open(name: string) {
  const model = await openModel(fixtureFolder(name), ortRuntime())
  const encoding = model.encode(text)
  const reads = layerReads('session', { model, backend: 'wasm', loadMs: 0, notes: [] }, encoding, new KeptWeights(), signal)
  const done: number[] = []
  const measure = (kind: Exclude<Measure, 'weights'>, choice: HeadChoice) =>
    measured(kind, choice, { sites: model.info.sites, reads, pace: { signal }, onDone: (share) => done.push(share) })
  return { model, encoding, measure, done }
}

for (const name of ['bert-optimum-sdpa', 'gpt2-optimum_past-eager', 'llama-torchscript-sdpa']) {
  test(`${name}: norms, rollout and flow are those of the captured tensors`, async () => {
    const { model, encoding, measure, done } = await open(name)
    const { attention, tensors } = await model.capture(encoding, { sites: [0, 1], tensors: ['value', 'projection'] })
    const site = model.info.sites[1]!.name
    const [values, projection] = ['value', 'projection'].map((kind) => tensors.find((tensor) => tensor.name === `${site}.${kind}`)!)
    const output = { values: values!, projection: projection!.data, hidden: projection!.shape[2] }
    assertClose(await measure('norms', { layer: 1, head: 1 }), valueNorms(attention[1]!, output, 1), 'norms of a head')
    assertClose(await measure('norms', { layer: 1, head: 'mean' }), valueNormsOfLayer(attention[1]!, output), 'norms of the layer')
    const means = [0, 1].map((layer) => poolWeights(attention, layer, 'mean'))
    assertClose(await measure('rollout', { layer: 1, head: 'mean' }), await rollout(means), 'rollout')
    const flows = await measure('flow', { layer: 1, head: 'mean' })
    const query = flows.queries - 1
    const row = { queries: 1, keys: flows.keys, weights: flows.weights.slice(query * flows.keys) }
    assertClose(row, { queries: 1, keys: flows.keys, weights: await flow(means, query) }, 'flow')
    assert.ok(done.every((share) => share >= 0 && share < 1))
    await model.dispose()
  })

  test(`${name}: groups of a long text are those of a short one, whatever is pooled`, async () => {
    const { model, encoding } = await open(name)
    const { attention } = await model.capture(encoding)
    const groups = [{ label: 'begin', tokens: [0, 2] }, { label: 'rest', tokens: encoding.tokens.flatMap((_, index) => (index === 0 || index === 2 ? [] : [index])) }]
    const choices: HeadChoice[] = [{ layer: 0, head: 1 }, { layer: 1, head: 'max' }, { layer: 'min', head: 'min' }, { layer: 'max', head: 'mean' }, { layer: 'mean', head: 'mean' }]
    for (const choice of choices) {
      const long = new LongText('session', model, encoding, new KeptWeights(), signal)
      assertClose(await long.slice(choice, groups), weightsOf(attention, choice, groups), JSON.stringify(choice))
    }
    await model.dispose()
  })
}

test('norms of a layer whose values cannot be had are refused with the reason', async () => {
  const { model, encoding } = await open('bert-optimum-sdpa')
  const sites = model.info.sites.map((site) => ({ ...site, missing: { value: 'Node x hides them.' } }))
  const reads = layerReads('session', { model: { ...model, info: { ...model.info, sites } }, backend: 'wasm', loadMs: 0, notes: [] }, encoding, new KeptWeights(), signal)
  await assert.rejects(reads.valued(0), { name: 'GazeError', message: 'The norms of layer 1 cannot be had: Node x hides them.' })
  await model.dispose()
})

test('flow is cancelled while it is worked out', async () => {
  const { model, encoding } = await open('bert-optimum-sdpa')
  const controller = new AbortController()
  const reads = layerReads('session', { model, backend: 'wasm', loadMs: 0, notes: [] }, encoding, new KeptWeights(), controller.signal)
  const flowing = measured('flow', { layer: 1, head: 'mean' }, {
    sites: model.info.sites, reads, pace: { signal: controller.signal }, onDone: (share) => { if (share > 0.2) controller.abort() },
  })
  await assert.rejects(flowing, { blame: 'cancelled' })
  await model.dispose()
})

test('the more layers, the fewer tokens flow is worked out for', () => {
  const most = [1, 2, 6, 12, 24].map(mostFlowTokens)
  assert.deepEqual(most, [...most].sort((a, b) => b - a))
  assert.ok(most.every((tokens) => tokens > 16))
})
