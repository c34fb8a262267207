import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { coarsen, headWeights, openModel, poolHeads, headsOf, thumbnails, thumbnailsOfAreas } from '../../../core/index.ts'
import { fixtureFolder } from './fixtureFolder.ts'

const text = 'the cat sat on the mat'

function assertClose(actual: Float32Array, expected: Float32Array): void {
  assert.equal(actual.length, expected.length)
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
  assert.ok(worst < 1e-5, `off by ${String(worst)}`)
}

for (const name of ['bert-optimum-eager', 'gpt2-optimum_past-sdpa', 'llama-dynamo-sdpa']) {
  test(`${name} reduces its weights as we do`, async () => {
    const model = await openModel(fixtureFolder(name), ortRuntime())
    const encoding = model.encode(text)
    const tokens = encoding.tokens.length
    const { attention } = await model.capture(encoding)
    for (const size of [3, tokens, 20]) {
      const reduced = await model.capture(encoding, { reductions: ['thumbnail', 'headMean', 'head'], head: 1, thumbnailSize: size })
      assert.deepEqual(reduced.attention, [])
      const ofKind = (kind: string) => reduced.tensors.filter((tensor) => tensor.name.endsWith(`.${kind}`))
      attention.forEach((layer, index) => {
        assertClose(ofKind('headMean')[index]!.data, poolHeads(headsOf(layer), 'mean').weights)
        assertClose(ofKind('head')[index]!.data, headWeights(layer, 1).weights)
        const areas = ofKind('thumbnail')[index]!
        assert.deepEqual(areas.shape, [layer.shape[0], size, size])
        const stretch = Math.max(1, tokens / size)
        assertClose(headWeights(areas, 0).weights.map((value) => value * stretch), coarsen(headWeights(layer, 0), size))
      })
      const [ours, theirs] = [thumbnails(attention, size), thumbnailsOfAreas(ofKind('thumbnail'), size, tokens)]
      assert.equal(ours.heads, theirs.heads)
      assert.ok(ours.pixels.every((pixel, i) => Math.abs(pixel - theirs.pixels[i]!) <= 1))
    }
    assertClose((await model.capture(encoding)).attention[0]!.data, attention[0]!.data)
    await model.dispose()
  })
}
