import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, poolWeights, statisticNames, statisticsOfHeads, textFacts, type GazeModel } from '../../../core/index.ts'
import type { HeadChoice } from '../../../protocol/attention.ts'
import { KeptWeights } from '../../../webview/worker/keptWeights.ts'
import { LongText } from '../../../webview/worker/longText.ts'
import { overviewOf, thumbnailsOf } from '../../../webview/worker/overview.ts'
import { fixtureFolder } from '../../core/model/fixtureFolder.ts'

const text = 'the cat sat on the mat'
const choices: HeadChoice[] = [
  { layer: 0, head: 0 }, { layer: 1, head: 1 }, { layer: 1, head: 'mean' }, { layer: 'mean', head: 'mean' }, { layer: 'mean', head: 1 },
  { layer: 1, head: 'max' }, { layer: 0, head: 'min' }, { layer: 'max', head: 'max' }, { layer: 'min', head: 'mean' }, { layer: 'mean', head: 'max' },
]

/** How often a model runs, and what it gives at once. */
function counted(model: GazeModel): GazeModel & { runs: number } {
  const counting = { ...model, runs: 0 }
  counting.capture = (encoding, options) => {
    counting.runs++
    return model.capture(encoding, options)
  }
  return counting
}

for (const name of ['bert-optimum-sdpa', 'gpt2-optimum_past-eager', 'llama-torchscript-sdpa']) {
  test(`${name}: a long text's overview and slices are those of a short one`, async () => {
    const model = counted(await openModel(fixtureFolder(name), ortRuntime()))
    const encoding = model.encode(text)
    const { attention } = await model.capture(encoding)
    const long = new LongText('session', model, encoding, new KeptWeights(), new AbortController().signal)

    const [ours, whole] = [await long.overview(), overviewOf(attention, 0)]
    assert.deepEqual(ours.layers, whole.layers)
    assert.deepEqual({ ...ours.thumbnails, pixels: 0 }, { ...whole.thumbnails, pixels: 0 })
    assert.ok(ours.thumbnails.pixels.every((pixel, i) => Math.abs(pixel - whole.thumbnails.pixels[i]!) <= 1))

    const facts = textFacts(encoding.tokens, text)
    const [table, expectedTable] = [await long.statistics(facts), statisticsOfHeads(attention, facts)]
    assert.equal(table.heads, expectedTable.heads)
    for (const statistic of statisticNames) {
      table[statistic].forEach((value, head) => {
        const expected = expectedTable[statistic][head]!
        assert.ok(Number.isNaN(expected) ? Number.isNaN(value) : Math.abs(value - expected) < 1e-4, `${statistic} of ${head}`)
      })
    }
    const [small, expectedSmall] = [(await long.overview(3)).thumbnails, thumbnailsOf(attention, 3)]
    assert.equal(small.size, 3)
    assert.ok(small.pixels.every((pixel, i) => Math.abs(pixel - expectedSmall.pixels[i]!) <= 1))

    for (const choice of choices) {
      const slice = await long.slice(choice)
      const expected = poolWeights(attention, choice.layer, choice.head)
      assert.deepEqual([slice.queries, slice.keys], [expected.queries, expected.keys])
      assert.ok(slice.weights.every((weight, i) => Math.abs(weight - expected.weights[i]!) < 1e-5))
    }
    const { runs } = model
    for (const choice of choices) await long.slice(choice)
    await long.slice({ layer: 1, head: 0 })
    assert.equal(model.runs, runs, 'what was captured is kept')
    await model.dispose()
  })
}

test('a text that is padded to a fixed length has the thumbnails of the text alone', async () => {
  const model = await openModel(fixtureFolder('bert-optimum-sdpa'), ortRuntime())
  const encoding = model.encode(text)
  const padded = { ...model, info: { ...model.info, fixedTokens: 100 } }
  const long = new LongText('session', padded, encoding, new KeptWeights(), new AbortController().signal)
  const { attention } = await model.capture(encoding)
  assert.deepEqual((await long.overview()).thumbnails, overviewOf(attention, 0).thumbnails)
  await model.dispose()
})

test('a cancelled capture ends as cancelled', async () => {
  const model = await openModel(fixtureFolder('bert-optimum-sdpa'), ortRuntime())
  const controller = new AbortController()
  const long = new LongText('session', model, model.encode(text), new KeptWeights(), controller.signal)
  controller.abort()
  await assert.rejects(long.slice({ layer: 0, head: 0 }), { blame: 'cancelled' })
  await model.dispose()
})
