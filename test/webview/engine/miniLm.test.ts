import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { HeadChoice } from '../../../protocol/attention.ts'
import { readNpz } from '../../readNpz.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
before(async () => {
  opened = await openLab()
})
after(() => opened.close())

/** The largest distance between a slice's rows and those that PyTorch gave for some queries. */
async function distance(name: string, layer: number, head: number): Promise<number> {
  const oracle = readNpz(readFileSync(`test/fixtures/minilm/${name}.npz`))
  const { shape, data } = oracle[`encoder.${String(layer)}`]!
  const rows = oracle['rows']!.data as Int32Array
  const keys = shape[2]!
  const request = { key: { id: name, version: 1 }, choice: { layer, head } }
  const { reply, failure } = await opened.page.evaluate((given) => lab.slice(given), request)
  assert.equal(failure, undefined)
  assert.equal(reply!.keys, keys)
  let worst = 0
  rows.forEach((query, row) => {
    for (let key = 0; key < keys; key++) {
      const expected = Number(data[(head * rows.length + row) * keys + key])
      worst = Math.max(worst, Math.abs(reply!.weights[query * keys + key]! - expected))
    }
  })
  return worst
}

for (const name of ['short', 'english', 'mixed', 'paragraph', 'licence']) {
  test(`MiniLM in the page gives the attention that PyTorch gives: ${name}.txt`, async () => {
    const text = readFileSync(`test/fixtures/minilm/${name}.txt`, 'utf8')
    const request = { key: { id: name, version: 1 }, text, model: bundledMiniLm(opened), backend: 'auto' as const }
    const { reply, failure } = await opened.page.evaluate((given) => lab.analyse(given), request)
    assert.equal(failure, undefined)
    const { analysis, thumbnails } = reply!
    const ids = readNpz(readFileSync(`test/fixtures/minilm/${name}.npz`))['ids']!.data as Int32Array
    assert.deepEqual(analysis.tokens.map(({ id }) => id), [...ids])
    assert.equal(analysis.backend, 'wasm')
    assert.deepEqual(analysis.notes, [])
    assert.deepEqual(analysis.layers, [0, 1, 2, 3, 4, 5].map((layer) => ({ name: `encoder.${String(layer)}`, heads: 12 })))
    assert.equal(analysis.truncated !== undefined, name === 'licence')
    assert.deepEqual([thumbnails.layers, thumbnails.heads, thumbnails.size], [6, 12, Math.min(64, ids.length)])
    assert.equal(thumbnails.pixels.length, 72 * thumbnails.size ** 2)
    for (const [layer, head] of [[0, 0], [2, 4], [5, 11]] as const) {
      const worst = await distance(name, layer, head)
      assert.ok(worst < 1e-4, `layer ${String(layer)} head ${String(head)} is off by ${String(worst)}`)
    }
  })
}

test('averages are those of the heads', async () => {
  const slice = async (choice: HeadChoice) => {
    const { reply } = await opened.page.evaluate((given) => lab.slice(given), { key: { id: 'english', version: 1 }, choice })
    return reply!.weights
  }
  const heads = await Promise.all(Array.from({ length: 72 }, (_, i) => slice({ layer: Math.floor(i / 12), head: i % 12 })))
  const assertMean = (mean: number[], of: number[][]) => {
    mean.forEach((weight, i) => {
      assert.ok(Math.abs(weight - of.reduce((sum, each) => sum + each[i]!, 0) / of.length) < 1e-6)
    })
  }
  assertMean(await slice({ layer: 3, head: 'mean' }), heads.slice(36, 48))
  assertMean(await slice({ layer: 'mean', head: 'mean' }), heads)
  assertMean(await slice({ layer: 'mean', head: 7 }), heads.filter((_, i) => i % 12 === 7))
})

test('a layer or head that the model lacks is refused in words', async () => {
  const ask = (choice: HeadChoice) =>
    opened.page.evaluate((given) => lab.slice(given), { key: { id: 'english', version: 1 }, choice })
  assert.match((await ask({ layer: 6, head: 0 })).failure!.message, /no layer 7; choose one from 1 to 6/)
  assert.match((await ask({ layer: 0, head: 12 })).failure!.message, /no head 13; choose one from 1 to 12/)
})

test('nothing threw, and the content policy blocked nothing', async () => {
  assert.deepEqual(await opened.problems(), [])
})
