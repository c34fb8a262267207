import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { findAttention, patchModel, readModel, type Tensor } from '../../../core/index.ts'

/* Attention of recurrent decoders in the spellings of tutorials and libraries, held to PyTorch's weights. */

interface Case {
  readonly name: string
  readonly score: 'additive' | 'dot'
  /** Queries and keys have a matrix each. */
  readonly separate: boolean
  /** How often the graph has its attention, each time for one row. */
  readonly steps: number
  readonly ids: number[]
  readonly states: number[][]
  readonly weights: number[][]
}

const folder = join(import.meta.dirname, '../../fixtures/pairs/spellings')
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Case[]
const whole = (values: number[]): Tensor => ({ type: 'int64', dims: [1, values.length], data: BigInt64Array.from(values, BigInt) })

for (const { name, score, separate, steps, ids, states, weights } of cases) {
  test(`${name}: cross-attention, ${score}`, async () => {
    const model = readModel(readFileSync(join(folder, `${name}.onnx`)), name)
    const { sites, refusals } = findAttention(model, { half: 'decoder' })
    assert.deepEqual([sites.map((site) => [site.name, site.score ?? 'dot']), refusals], [Array.from({ length: steps }, (_, step) => [`cross.${step}`, score]), []])
    assert.ok(sites.every(({ unprojected }) => unprojected?.includes('value')))
    const { parts, outputs } = patchModel(model, sites, { tensors: ['weights', 'query', 'key', 'energy', 'scores'] })
    const loaded = await ortRuntime().load({ parts })
    const feeds = {
      input_ids: whole(ids), encoder_attention_mask: whole(states.map(() => 1)),
      encoder_hidden_states: { type: 'float32', dims: [1, states.length, states[0]!.length], data: Float32Array.from(states.flat()) },
    } as const
    const got = await loaded.run(feeds, outputs.map(({ output }) => output))
    for (const [step, site] of sites.entries()) {
      const given = new Map(outputs.filter((each) => each.site === site).map(({ tensor, output }) => [tensor, got[output]!]))
      const own = given.get('weights')!
      const rows = steps === 1 ? weights : [weights[step]!]
      assert.deepEqual(own.dims.slice(-2), [rows.length, states.length])
      rows.flat().forEach((weight, at) => assert.ok(Math.abs(weight - (own.data as Float32Array)[at]!) < 1e-5, `weight ${at} of step ${step}`))
      assert.equal(given.has('query'), separate || score === 'dot')
      if (score === 'additive' && separate) followsFormula(new Map([...given].map(([tensor, { data }]) => [tensor, data as Float32Array])))
    }
    await loaded.dispose()
  })
}

/** Each score is v·tanh(query + key). */
function followsFormula(given: ReadonlyMap<string, Float32Array>): void {
  const [query, key, energy, scores] = ['query', 'key', 'energy', 'scores'].map((kind) => given.get(kind)!)
  const units = energy!.length
  const keys = key!.length / units
  scores!.forEach((score, at) => {
    const [q, k] = [Math.floor(at / keys), at % keys]
    const sum = energy!.reduce((total, weight, unit) => total + weight * Math.tanh(query![q * units + unit]! + key![k * units + unit]!), 0)
    assert.ok(Math.abs(sum - score) < 1e-4)
  })
}
