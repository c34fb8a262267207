import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openLab, type OpenLab } from './openLab.ts'

/** So many that the weights of 2 layers x 4 heads are more than the worker keeps. */
const positions = 3000
let opened: OpenLab
const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
before(async () => {
  // Rotary positions have no table: the model takes as many as its configuration says.
  cpSync('test/fixtures/onnx/llama-optimum-sdpa', folder, { recursive: true })
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, max_position_embeddings: positions }))
  opened = await openLab()
})
after(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

test('100,000 characters are cut to what the model takes, that is said, and every head can be had', async () => {
  const sentence = 'the cat sat on the mat. '
  const text = sentence.repeat(Math.ceil(100_000 / sentence.length))
  const model = opened.source(folder, ['config.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json'])
  const key = { id: 'long', version: 1 }
  const { reply, failure } = await opened.page.evaluate((given) => lab.analyse(given), { key, text, model, backend: 'wasm' as const })
  assert.equal(failure, undefined)
  const { tokens, truncated } = reply!.analysis
  assert.equal(tokens.length, positions)
  assert.equal(truncated!.kept, positions)
  assert.ok(truncated!.total > 50_000)
  assert.equal(tokens.at(-1)!.end <= truncated!.at, true)
  assert.equal(reply!.thumbnails.pixels.length, 2 * 4 * 64 * 64)
  assert.ok(reply!.thumbnails.pixels.some((pixel) => pixel > 100))

  for (const choice of [{ layer: 0, head: 0 }, { layer: 1, head: 3 }, { layer: 1, head: 'mean' }, { layer: 'mean', head: 'mean' }] as const) {
    const worst = await opened.page.evaluate(async (given) => {
      const { queries, keys, weights } = await lab.engine.slice(given)
      let most = 0
      for (let query = 0; query < queries; query++) {
        const sum = weights.subarray(query * keys, (query + 1) * keys).reduce((all, weight) => all + weight, 0)
        most = Math.max(most, Math.abs(sum - 1))
      }
      return most
    }, { key, choice })
    assert.ok(worst < 1e-3, `rows of ${JSON.stringify(choice)} miss 1 by ${String(worst)}`)
  }
  assert.deepEqual(await opened.problems(), [])
})
