import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkStep, english } from '../worker/miniLmOracle.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

const key = { id: 'english', version: 1 }

let opened: OpenLab
before(async () => {
  opened = await openLab()
  const request = { key, text: english, model: bundledMiniLm(opened), backend: 'auto' as const }
  const { failure } = await opened.page.evaluate((given) => lab.analyse(given), request)
  assert.equal(failure, undefined)
})
after(() => opened.close())

test('every tensor of a step in the page is what PyTorch gives; a layer costs one run', async () => {
  for (const [head, query] of [[5, 9], [0, 0], [11, 3]] as const) {
    const { reply, failure, phases } = await opened.page.evaluate((given) => lab.steps(given), { key, layer: 3, head, query })
    assert.equal(failure, undefined)
    checkStep(reply!)
    assert.equal(phases.includes('run'), head === 5)
  }
})

test('a change is worked out from the model\'s tensors; none gives its own weights', async () => {
  const choice = { key, layer: 3, head: 5, query: 9 }
  const { reply: real } = await opened.page.evaluate((given) => lab.steps(given), choice)
  const ask = async (change: object) => (await opened.page.evaluate((given) => lab.whatIf(given), { ...choice, change })).reply!.weights as number[]
  const [same, without, local] = [await ask({}), await ask({ without: 2 }), await ask({ window: 1 })]
  assert.ok(same.every((weight, i) => Math.abs(weight - (real!.weights as number[])[i]!) < 1e-4))
  assert.equal(without[2], 0)
  assert.deepEqual(local.flatMap((weight, i) => (weight > 0 ? [i] : [])), [8, 9, 10])
  assert.ok(Math.abs(local.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5)
})

test('a layer, head or token that is not there is refused in words', async () => {
  const ask = async (layer: number, head: number, query: number) =>
    (await opened.page.evaluate((given) => lab.steps(given), { key, layer, head, query })).failure!.message
  assert.match(await ask(6, 0, 0), /no layer 7/)
  assert.match(await ask(0, 12, 0), /no head 13/)
  assert.match(await ask(3, 0, 9999), /no token 10000/)
})

test('nothing threw, and the content policy blocked nothing', async () => {
  assert.deepEqual(await opened.problems(), [])
})
