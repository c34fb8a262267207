import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, type Encoding, type GazeModel } from '../../../core/index.ts'
import { KeptWeights } from '../../../webview/worker/keptWeights.ts'
import { layerTensors, stepTensors } from '../../../webview/worker/layerTensors.ts'
import { readStates, type States } from '../../../webview/worker/readStates.ts'
import { representationTable } from '../../../webview/worker/representationTable.ts'
import { stepThrough } from '../../../webview/worker/stepThrough.ts'
import { fixtureFolder } from '../../core/model/fixtureFolder.ts'
import { readNpz } from '../../readNpz.ts'

const text = readFileSync('test/fixtures/minilm/bank.txt', 'utf8')
const oracle = readNpz(readFileSync('test/fixtures/minilm/bank.npz'))
const array = (name: string) => oracle[name]!.data as Float32Array
const options = { signal: new AbortController().signal, onProgress: () => undefined }

let model: GazeModel
let encoding: Encoding
let phases: string[]
let states: States
let count: number
before(async () => {
  model = await openModel(nodeFolder('media/models/minilm', 'minilm'), ortRuntime())
  encoding = model.encode(text)
  count = encoding.tokens.length
  phases = []
  states = statesOf(model, encoding)
})
after(() => model.dispose())

function statesOf(of: GazeModel, what: Encoding, mostBytes?: number): States {
  const loaded = { model: of, backend: 'wasm' as const, loadMs: 0, notes: [] }
  return readStates('one', loaded, what, new KeptWeights(), { ...options, onProgress: ({ phase }) => { phases.push(phase) } }, mostBytes)
}

function assertClose(name: string, got: ArrayLike<number>, expected: readonly number[], bound: number): void {
  assert.equal(got.length, expected.length, name)
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - got[i]!)))
  assert.ok(worst <= bound, `${name} is off by ${String(worst)}`)
}

test("the two banks of one sentence, layer by layer, are as near as PyTorch's", async () => {
  const banks = encoding.tokens.flatMap((token, index) => (token.text === 'bank' ? [index] : []))
  const river = encoding.tokens.findIndex((token) => token.text === 'river')
  const chosen = [...banks, river]
  assert.equal(banks.length, 2)
  const table = await representationTable(states, encoding.tokens, { chosen }, options)
  assert.deepEqual([table.form, table.states.map(({ depth }) => depth), table.notes], ['normed', [0, 1, 2, 3, 4, 5, 6], []])
  const at = (layer: number, a: number, b: number) => array('cosines')[(layer * count + a) * count + b]!
  const layers = [0, 1, 2, 3, 4, 5, 6]
  assertClose('cosines', table.cosines, layers.flatMap((layer) => chosen.flatMap((a) => chosen.map((b) => at(layer, a, b)))), 1e-3)
  assertClose('norms', table.norms, layers.flatMap((layer) => chosen.map((a) => array('norms')[layer * count + a]!)), 1e-2)
  assert.deepEqual(table.parts.map(({ kind }) => kind), ['token', 'segment', 'position'])
  for (const { kind, cosines } of table.parts) {
    assertClose(kind, cosines, chosen.flatMap((a) => chosen.map((b) => array(`${kind}.cosines`)[a * count + b]!)), 1e-3)
  }
  assert.ok(table.toFirst.subarray(0, 3).every((cosine) => Math.abs(cosine - 1) < 1e-6))
  const words = encoding.tokens.flatMap(({ special }, index) => (special ? [] : [index]))
  const pairs = words.flatMap((a) => words.flatMap((b) => (a < b ? [[a, b] as const] : [])))
  assertClose('average', table.average, layers.map((layer) => pairs.reduce((sum, [a, b]) => sum + at(layer, a, b), 0) / pairs.length), 1e-3)
  layers.forEach((layer) => {
    chosen.forEach((token, place) => {
      const others = encoding.tokens.flatMap((other, index) => (index === token || other.special ? [] : [{ index, cosine: at(layer, token, index) }]))
        .sort((a, b) => b.cosine - a.cosine)
      const from = (layer * chosen.length + place) * table.nearestCount
      assertClose('nearest', table.nearestCosines.subarray(from, from + table.nearestCount), others.slice(0, table.nearestCount).map(({ cosine }) => cosine), 1e-3)
      assert.equal(table.nearest[from], others[0]!.index)
    })
  })
})

test('one run serves every choice, and gives the parts of the embedding too', async () => {
  const before = phases.length
  await representationTable(states, encoding.tokens, { chosen: [3] }, options)
  assert.equal(phases.length, before)
  assert.equal(before, 1)
})

test('states that are too many to be taken out at once come some a run, with the same numbers, and are not kept', async () => {
  const whole = await representationTable(states, encoding.tokens, { chosen: [2, 9] }, options)
  const before = phases.length
  const few = statesOf(model, encoding, 2 * count * 384 * 4)
  const { cosines, nearest, parts } = await representationTable(few, encoding.tokens, { chosen: [2, 9] }, options)
  assert.equal(phases.length - before, 7 + 1)
  assertClose('cosines', cosines, [...whole.cosines], 1e-5)
  assert.deepEqual([nearest, parts.map(({ kind }) => kind)], [whole.nearest, whole.parts.map(({ kind }) => kind)])
  await representationTable(few, encoding.tokens, { chosen: [1] }, options)
  assert.equal(phases.length - before, 7 + 1 + 7)
})

test('groups are compared by the mean of their tokens; a group of one is that token', async () => {
  const groups = [{ label: 'The', tokens: [1] }, { label: 'bank', tokens: [2] }, { label: 'raised its', tokens: [3, 4] }]
  const table = await representationTable(states, encoding.tokens, { chosen: [1, 2, 0], groups }, options)
  const single = await representationTable(states, encoding.tokens, { chosen: [2, 1] }, options)
  assert.ok(Math.abs(table.cosines[2]! - single.cosines[1]!) < 1e-6)
  assert.deepEqual([...table.nearest.subarray(0, 5)].filter((group) => group >= 0).toSorted(), [0, 2])
  assert.ok(Number.isNaN(table.nearestCosines[2]))
  const cosine = array('cosines')
  const [a, b, c] = [2, 3, 4]
  const lengthOf = Math.sqrt(array('norms')[b]! ** 2 + array('norms')[c]! ** 2 + 2 * array('norms')[b]! * array('norms')[c]! * cosine[b * count + c]!)
  const expected = (array('norms')[b]! * cosine[a * count + b]! + array('norms')[c]! * cosine[a * count + c]!) / lengthOf
  assert.ok(Math.abs(table.cosines[1]! - expected) < 1e-3)
})

test("the step-through's embedding is what PyTorch's tables hold", async () => {
  const { attention, tensors } = await model.capture(encoding, { sites: [0], tensors: stepTensors })
  const layer = layerTensors(model.info.sites[0]!, model.info.streams, [...attention, ...tensors], await states.parts())!
  const { embeddings, missing } = stepThrough(layer, { layer: 0, head: 0, query: 2 })
  assert.equal(missing.embeddings, undefined)
  assert.deepEqual(embeddings!.map(({ kind }) => kind), ['token', 'segment', 'position'])
  for (const { kind, vector } of embeddings!) assertClose(kind, vector, [...array(`${kind}.2`)], 1e-4)
})

test('tokens that are not there and no tokens at all are refused in words; an aborted signal ends it', async () => {
  const ask = (chosen: readonly number[]) => representationTable(states, encoding.tokens, { chosen }, options)
  await assert.rejects(ask([99]), /no token 100; choose one from 1 to \d+\./)
  await assert.rejects(ask([]), /No token is chosen/)
  await assert.rejects(representationTable(states, encoding.tokens, { chosen: [1] }, { signal: AbortSignal.abort() }), /Cancelled/)
})

test('a model with a final norm has one state more, and its sums are said to be sums', async () => {
  const llama = await openModel(fixtureFolder('llama-torchscript-sdpa'), ortRuntime())
  const cats = llama.encode('the cat sat on the cat')
  const table = await representationTable(statesOf(llama, cats), cats.tokens, { chosen: [1, 2] }, options)
  assert.equal(table.form, 'sum')
  assert.deepEqual(table.states, [{ depth: 0, last: false }, { depth: 1, last: false }, { depth: 2, last: false }, { depth: 2, last: true }])
  assert.deepEqual(table.parts.map(({ kind }) => kind), ['token'])
  assertClose('the one part', table.parts[0]!.cosines, [...table.cosines.subarray(0, 4)], 1e-6)
  await llama.dispose()
})
