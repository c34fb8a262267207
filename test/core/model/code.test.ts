import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { headWeights, localWindow, openModel, type CapturedTensor } from '../../../core/index.ts'
import { nodeFolder } from '../../../cli/nodeFolder.ts'

interface Expected {
  readonly ids: readonly number[]
  readonly surprisal: readonly number[]
  readonly loss: number
  readonly accuracy: number
  readonly likeliest: readonly number[]
  readonly repeated: readonly (readonly number[])[]
  readonly repeatedAccuracy: number
  /** By layer and head. */
  readonly induction: readonly (readonly number[])[]
  readonly previous: readonly (readonly number[])[]
}

const folder = 'media/models/code'
const card = readFileSync(`${folder}/README.md`, 'utf8')
const text = readFileSync('test/fixtures/code/heldout.js', 'utf8')
const expected = JSON.parse(readFileSync('test/fixtures/code/expected.json', 'utf8')) as Expected
const model = await openModel(nodeFolder(folder, 'code'), ortRuntime())

/** The mean weight on what `counts`, over the queries that have such a key. */
function share(layer: CapturedTensor, head: number, counts: (query: number, key: number) => boolean): { sum: number; queries: number } {
  const { queries, keys, weights } = headWeights(layer, head)
  let [sum, found] = [0, 0]
  for (let query = 0; query < queries; query++) {
    const own = Array.from({ length: keys }, (_, key) => key).filter((key) => key <= query && counts(query, key))
    if (own.length === 0) continue
    found++
    for (const key of own) sum += weights[query * keys + key]!
  }
  return { sum, queries: found }
}

/** The row of a head in the card's table: the share in a column of it. */
function onCard(layer: number, head: number, column: 'previous' | 'induction'): number {
  const row = card.split('\n').find((line) => new RegExp(`^\\| ${layer + 1}( \\(local\\))? \\| ${head + 1} \\|`).test(line))!
  return Number(row.split('|')[column === 'previous' ? 3 : 4]!.replaceAll('*', ''))
}

test('each token’s surprisal on held-out code, and what is likeliest, are PyTorch’s with the same weights, and the card’s figures theirs', async () => {
  const encoding = model.encode(text)
  assert.deepEqual(encoding.tokens.map(({ id }) => id), expected.ids)
  const { tokens, vocabulary } = await model.predict(encoding, { count: 1 })
  assert.equal(vocabulary, 2048)
  tokens.forEach(({ surprisal }, at) => { assert.ok(Math.abs(surprisal - expected.surprisal[at]!) < 2e-3, `token ${at + 1}: ${surprisal} bits`) })
  assert.deepEqual(tokens.map(({ likeliest }) => likeliest[0]!.id), expected.likeliest)
  const loss = tokens.reduce((sum, { surprisal }) => sum + surprisal * Math.LN2, 0) / tokens.length
  const right = tokens.filter(({ rank }) => rank === 0).length / tokens.length
  const [, said, accuracy] = /on\s+\d+\s+tokens\s+of\s+a\s+held-out\s+file\s+\(test\/fixtures\/code\):\s+([\d.]+)\s+nats,\s+([\d.]+)\s+%/.exec(card)!
  assert.ok(Math.abs(loss - Number(said)) < 2e-3, `${loss} nats`)
  assert.ok(Math.abs(100 * right - Number(accuracy)) < 0.06, `${right}`)
})

test('on repeated random tokens every head’s induction share is PyTorch’s, and the named heads are what the card says', async () => {
  const heads = expected.induction.map((layer) => layer.map(() => ({ sum: 0, queries: 0 })))
  for (const ids of expected.repeated) {
    const tokens = ids.map((id) => ({ id, text: '', start: 0, end: 0, special: false }))
    const { attention } = await model.capture({ tokens, segments: new Uint8Array(ids.length), sources: new Uint8Array(ids.length) })
    attention.forEach((layer, index) => heads[index]!.forEach((total, head) => {
      const { sum, queries } = share(layer, head, (query, key) => key > 0 && ids[key - 1] === ids[query] && key - 1 < query)
      total.sum += sum
      total.queries += queries
    }))
  }
  const found = heads.map((layer) => layer.map(({ sum, queries }) => sum / queries))
  found.forEach((layer, index) => { layer.forEach((value, head) => { assert.ok(Math.abs(value - expected.induction[index]![head]!) < 2e-3, `layer ${index + 1} head ${head + 1}: ${value}`) }) })
  const [, best, ofBest] = /Induction\s+heads\s+(?:formed|did\s+not\s+form)[\s\S]*?layer\s+(\d)\s+head\s+(\d)/.exec(card)!
  assert.ok(Math.abs(found[Number(best) - 1]![Number(ofBest) - 1]! - onCard(Number(best) - 1, Number(ofBest) - 1, 'induction')) < 0.06)
})

test('the previous-token shares on held-out code are PyTorch’s, and half the layers are local', async () => {
  const { attention } = await model.capture(model.encode(text))
  attention.forEach((layer, index) => {
    assert.deepEqual(localWindow(layer), index % 2 === 0 ? { back: 31, ahead: 0 } : undefined)
    expected.previous[index]!.forEach((value, head) => {
      const { sum, queries } = share(layer, head, (query, key) => key === query - 1)
      assert.ok(Math.abs(sum / queries - value) < 2e-3)
    })
  })
  await model.dispose()
})
