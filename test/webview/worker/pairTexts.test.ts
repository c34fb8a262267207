import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, type GazeModel } from '../../../core/index.ts'
import { headStatisticNames } from '../../../protocol/heads.ts'
import { jointTokens, pairTexts, withTarget } from '../../../webview/worker/pairTexts.ts'
import { checkSlice, groupSides, placed } from '../../../webview/worker/pairRows.ts'
import { rowOf, rowsOf } from '../../../webview/worker/texts.ts'
import { statisticsOf } from '../../../webview/worker/textStatistics.ts'

const text = 'The cat sat on the mat.'
const opened: GazeModel[] = []
after(() => Promise.all(opened.map((model) => model.dispose())))

async function open(folder: string): Promise<GazeModel> {
  const model = await openModel(nodeFolder(`test/fixtures/pairs/${folder}`, folder), ortRuntime(), { encoderDecoders: true })
  opened.push(model)
  return model
}

const options = () => ({ signal: new AbortController().signal, onProgress: () => undefined })

for (const folder of ['t5-optimum-eager-merged', 'bart-optimum-sdpa-merged', 'marian-optimum-sdpa-plain']) {
  test(`${folder}: a target is generated or taken, and its tokens stand behind the source’s with offsets into it`, async () => {
    const model = await open(folder)
    const told: (string | undefined)[] = []
    const generated = await pairTexts(model, text, undefined, { ...options(), onProgress: (progress) => { if (progress.phase === 'run') told.push(progress.written) } })
    assert.ok(generated.generated && generated.target.tokens.length > 1)
    const written = told.filter((each) => each !== undefined)
    assert.ok(written.length >= generated.target.tokens.length - 1, 'it is told after each token')
    assert.equal(written.at(-1)!.trim(), generated.target.text.trim())
    const given = await pairTexts(model, text, 'a cat', options())
    assert.equal(given.generated, false)
    const spans = jointTokens(given).filter(({ special, segment }) => !special && segment === 1)
    const read = [...'a cat'].filter((_, at) => spans.some(({ start, end }) => start <= at && at < end))
    assert.equal(read.join('').replaceAll(' ', ''), 'acat')
    assert.ok(spans.every(({ start, end }) => start <= end && end <= 'a cat'.length))
  })

  test(`${folder}: every layer’s slice is the model’s own rows, at its place among the tokens`, async () => {
    const model = await open(folder)
    const { source, target } = await pairTexts(model, text, 'a cat', options())
    const { attention } = await withTarget(model, target).capture(source, {})
    const layers = attention.map(({ name, shape }) => ({ name, heads: shape[0] }))
    const texts = { encoding: source, target, layers }
    for (const [layer, { name, shape: [, queries, keys], data }] of attention.entries()) {
      const slice = placed(rowsOf(texts), { layer, head: 0 }, { queries, keys, weights: data.slice(0, queries * keys) }, undefined)
      const [n, m] = [source.tokens.length, target.tokens.length]
      const place = { encoder: [0, n, 0, n], decoder: [n, m, n, m], cross: [n + 1, m - 1, 0, n] }[name.split('.')[0] as 'encoder']
      assert.deepEqual([slice.firstQuery, slice.queries, slice.firstKey, slice.keys], place, name)
      assert.deepEqual(slice.weights, data.slice(0, slice.queries * keys))
      assert.equal(rowOf(texts, { layer, head: 0, query: slice.firstQuery! }).query, 0)
      assert.throws(() => rowOf(texts, { layer, head: 0, query: name.startsWith('encoder') ? n : 0 }), { name: 'GazeError' })
    }
    const table = statisticsOf(attention, { request: { text }, encoding: source, target })
    const cross = layers.findIndex(({ name }) => name === 'cross.0')
    for (const statistic of headStatisticNames) {
      assert.equal(Number.isNaN(table[statistic][cross * table.heads]!), !['entropy', 'special'].includes(statistic), statistic)
    }
  })
}

test('what two texts do not have is refused with a sentence', async () => {
  const model = await open('t5-optimum-eager-merged')
  const { source, target } = await pairTexts(model, text, 'a cat', options())
  const rows = rowsOf({ encoding: source, target, layers: model.info.sites.map(({ name, heads = 1 }) => ({ name, heads })) })
  assert.throws(() => { checkSlice(rows, { layer: 'mean', head: 'mean' }) }, /cannot all be pooled/)
  assert.throws(() => { checkSlice(rows, { layer: rows.layers.length - 1, head: 'mean', measure: 'rollout' }) }, /Rollout and flow/)
  for (const choice of [{ layer: 5, head: 0 }, { layer: 0, head: 'mean', measure: 'rollout' }, { layer: 'max', head: 'max', family: 'cross' }] as const) checkSlice(rows, choice)
})

test('a slice between groups has those of each side, by the layer’s own tokens', () => {
  const rows = { layers: ['encoder.0', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 1 })), sourceTokens: 4, targetTokens: 3 }
  const groups = [[0, 1], [2], [3], [4], [5, 6]].map((tokens) => ({ label: tokens.join(), tokens }))
  const tokensOf = (layer: number) => {
    const { queries, keys, firstQuery, firstKey } = groupSides(rows, { layer, head: 0 }, groups)
    return [firstQuery, queries.map(({ tokens }) => tokens), firstKey, keys.map(({ tokens }) => tokens)]
  }
  const [source, target] = [[[0, 1], [2], [3]], [[0], [1, 2]]]
  assert.deepEqual(tokensOf(0), [0, source, 0, source])
  assert.deepEqual(tokensOf(1), [3, target, 3, target])
  assert.deepEqual(tokensOf(2), [4, [[0, 1]], 0, source], 'the token that the decoder begins with has no row')
})
