import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { inspectModel, openModel, type CapturedTensor, type GazeModel } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'

/* Encoder-decoders as folders, held to PyTorch's attention and to transformers' greedy generation. */

interface Input {
  readonly name: string
  readonly text: string
  readonly target: string
  readonly ids: readonly number[]
  readonly targetIds: readonly number[]
  readonly generated: readonly number[]
}

interface Case {
  readonly form: 'merged' | 'split' | 'plain' | 'whole'
  readonly layers: number
  readonly expected: string
  readonly inputs: readonly Input[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/pairs')
const tolerance = 1e-4
const cases = globSync(join(fixtures, '*/case.json')).sort().map((path) => ({
  name: basename(dirname(path)),
  ...(JSON.parse(readFileSync(path, 'utf8')) as Case),
}))

const folderOf = (name: string) => nodeFolder(join(fixtures, name), name)
const open = (name: string): Promise<GazeModel> => openModel(folderOf(name), ortRuntime(), { encoderDecoders: true })

function agrees(captured: CapturedTensor, { shape, data }: { shape: number[]; data: ArrayLike<number | bigint> }): void {
  assert.deepEqual(captured.shape, shape, captured.name)
  const worst = captured.data.reduce((most, value, index) => Math.max(most, Math.abs(value - Number(data[index]))), 0)
  assert.ok(worst <= tolerance, `${captured.name} is off by ${worst}`)
}

for (const { name, expected, layers, inputs } of cases) {
  const arrays = readNpz(readFileSync(join(fixtures, expected)))
  const names = ['encoder', 'decoder', 'cross'].flatMap((stack) =>
    Array.from({ length: layers }, (_, layer) => `${stack}.${layer}`).filter((site) => `short/${site}` in arrays))

  test(`${name}: encoder, decoder and cross-attention agree with PyTorch`, async () => {
    const model = await open(name)
    assert.equal(model.info.kind, 'encoder-decoder')
    assert.deepEqual(model.info.sites.map((site) => site.name), names)
    assert.deepEqual(model.info.refusals, [])
    assert.deepEqual((await inspectModel(folderOf(name))).sites.map((site) => site.name), names)
    for (const { name: input, text, target, ids, targetIds } of inputs) {
      const encoding = model.encode(text)
      const decoded = model.target(target)
      assert.deepEqual(encoding.tokens.map(({ id }) => id), ids)
      assert.deepEqual(decoded.tokens.map(({ id }) => id), targetIds)
      const { attention } = await model.capture(encoding, { target: decoded })
      assert.deepEqual(attention.map((layer) => layer.name), names)
      for (const layer of attention) agrees(layer, arrays[`${input}/${layer.name}`]!)
    }
    await model.dispose()
  })

  test(`${name}: what it expects of each token is what PyTorch's logits say`, async () => {
    const model = await open(name)
    for (const { name: input, text, targetIds } of inputs) {
      const { shape, data } = arrays[`${input}/logits`]!
      const { tokens: expectations } = await model.predict(model.encode(text), { target: model.target(targetIds), count: 3 })
      assert.equal(expectations.length, targetIds.length - 1)
      for (const [at, { surprisal, likeliest, rank }] of expectations.entries()) {
        const row = Array.from(data.subarray(at * shape[1]!, (at + 1) * shape[1]!), Number)
        const sum = row.reduce((total, logit) => total + Math.exp(logit), 0)
        const own = row[targetIds[at + 1]!]!
        assert.ok(Math.abs(surprisal + Math.log2(Math.exp(own) / sum)) < 1e-3, `${input}, token ${at + 1}: ${surprisal} bits`)
        assert.equal(rank, row.filter((logit) => logit > own).length)
        const best = row.map((logit, id) => [logit, id] as const).sort((a, b) => b[0] - a[0]).slice(0, 3)
        assert.deepEqual(likeliest.map(({ id }) => id), best.map(([, id]) => id))
        assert.ok(Math.abs(likeliest[0]!.probability - Math.exp(best[0]![0]) / sum) < 1e-4)
      }
    }
    await model.dispose()
  })

  test(`${name}: the attention kept of a generation is what each step saw`, async () => {
    const model = await open(name)
    const encoding = model.encode(inputs[0]!.text)
    const { target, capture } = await model.generate(encoding, { maxNewTokens: 5, attention: {} })
    const [last, before] = [target.tokens.length, target.tokens.length - 1]
    assert.equal(capture!.target!.tokens.length, last)
    // A step that sees fewer tokens sees the same of them.
    const shorter = await model.capture(encoding, { target: model.target(target.tokens.slice(0, before).map(({ id }) => id)) })
    for (const layer of capture!.attention.filter(({ name: site }) => site.startsWith('cross'))) {
      const then = shorter.attention.find(({ name: site }) => site === layer.name)!
      const [heads, rows, keys] = then.shape
      for (let head = 0; head < heads; head++) {
        for (let at = 0; at < rows * keys; at++) {
          assert.ok(Math.abs(then.data[head * rows * keys + at]! - layer.data[head * last * keys + at]!) < tolerance, layer.name)
        }
      }
    }
    await model.dispose()
  })

  test(`${name}: greedy generation is that of transformers`, async () => {
    const model = await open(name)
    for (const { text, generated } of inputs) {
      const { target, ids, finished } = await model.generate(model.encode(text))
      const ended = finished === 'end' ? [ids.at(-1)!] : []
      assert.deepEqual([...target.tokens.map(({ id }) => id), ...ended], generated)
    }
    await model.dispose()
  })
}

for (const name of cases.map((one) => one.name).filter((one) => /^(gru|conv)_(additive|dot)/.test(one))) {
  test(`${name}: queries, keys and the energy's vector are those of PyTorch`, async () => {
    const model = await open(name)
    const { expected, inputs } = cases.find((one) => one.name === name)!
    const arrays = readNpz(readFileSync(join(fixtures, expected)))
    const additive = name.includes('additive')
    const [site] = model.info.sites
    assert.equal(site!.score, additive ? 'additive' : undefined)
    assert.deepEqual([model.info.recurrent, model.info.convolutional], [['GRU'], name.startsWith('conv') || undefined])
    for (const { name: input, text, target } of inputs) {
      const { tensors } = await model.capture(model.encode(text), { target: model.target(target), tensors: ['query', 'key', 'scores', 'energy'] })
      const given = new Map(tensors.map((tensor) => [tensor.name, tensor]))
      agrees(given.get('cross.0.query')!, arrays[`${input}/cross.0.query`]!)
      if (!additive) continue
      agrees(given.get('cross.0.key')!, arrays[`${input}/cross.0.key`]!)
      agrees(given.get('cross.0.energy')!, arrays[`${input}/cross.0.energy`]!)
      scoresFollow(given)
    }
    await model.dispose()
  })
}

/** Each score is the energy's vector times tanh(query + key). */
function scoresFollow(tensors: ReadonlyMap<string, CapturedTensor>): void {
  const [query, key, scores, energy] = ['query', 'key', 'scores', 'energy'].map((kind) => tensors.get(`cross.0.${kind}`)!)
  const [, queries, keys] = scores!.shape
  const units = energy!.shape[2]
  for (let q = 0; q < queries; q++) {
    for (let k = 0; k < keys; k++) {
      let score = 0
      for (let unit = 0; unit < units; unit++) {
        score += energy!.data[unit]! * Math.tanh(query!.data[q * units + unit]! + key!.data[k * units + unit]!)
      }
      assert.ok(Math.abs(score - scores!.data[q * keys + k]!) < 1e-4)
    }
  }
}
