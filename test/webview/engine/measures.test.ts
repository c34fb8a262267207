import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { HeadChoice } from '../../../protocol/attention.ts'
import type { Group } from '../../../protocol/groups.ts'
import { readNpz } from '../../readNpz.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

const oracle = readNpz(readFileSync('test/fixtures/minilm/measures.npz'))
const english = readFileSync('test/fixtures/minilm/english.txt', 'utf8')
let opened: OpenLab
before(async () => {
  opened = await openLab()
  await analyse('english', english)
})
after(() => opened.close())

async function analyse(id: string, text: string, pair?: string) {
  const request = { key: { id, version: 1 }, text, ...(pair !== undefined && { pair }), model: bundledMiniLm(opened), backend: 'wasm' as const }
  const { reply, failure } = await opened.page.evaluate((given) => lab.analyse(given), request)
  assert.equal(failure, undefined)
  return reply!.analysis
}

function ask(id: string, choice: HeadChoice, groups?: readonly Group[]) {
  const request = { key: { id, version: 1 }, choice, ...(groups && { grouping: 'words' as const, groups }) }
  return opened.page.evaluate((given) => lab.slice(given), request)
}

async function slice(choice: HeadChoice, groups?: readonly Group[], id = 'english') {
  const { reply, failure } = await ask(id, choice, groups)
  assert.equal(failure, undefined)
  return reply!
}

function assertClose(actual: readonly number[], expected: ArrayLike<unknown>, what: string): void {
  assert.equal(actual.length, expected.length, what)
  const numbers = Array.from(expected, Number)
  const size = Math.max(...numbers.map(Math.abs))
  const worst = Math.max(...numbers.map((value, i) => Math.abs(value - actual[i]!)))
  assert.ok(worst <= 1e-3 * size, `${what} is off by ${String(worst)} of ${String(size)}`)
}

test('norms are those that PyTorch gives, of a head and of the layer', async () => {
  assertClose((await slice({ layer: 3, head: 4, measure: 'norms' })).weights, oracle['norms.head']!.data, 'one head')
  assertClose((await slice({ layer: 3, head: 'mean', measure: 'norms' })).weights, oracle['norms.layer']!.data, 'the layer')
})

test('rollout is the product that NumPy gives, and its rows are shares', async () => {
  const { queries, keys, weights } = await slice({ layer: 3, head: 'mean', measure: 'rollout' })
  assertClose(weights, oracle.rollout!.data, 'rollout')
  for (let query = 0; query < queries; query++) {
    assert.ok(Math.abs(weights.slice(query * keys, (query + 1) * keys).reduce((sum, weight) => sum + weight, 0) - 1) < 1e-4)
  }
})

test('flow is the maximum flow that NetworkX finds, for every query, with progress', async () => {
  const { reply, lastProgress } = await ask('english', { layer: 2, head: 'mean', measure: 'flow' })
  const { keys, weights } = reply!
  const rows = Array.from(oracle['flow.queries']!.data, Number).flatMap((query) => weights.slice(query * keys, (query + 1) * keys))
  assertClose(rows, oracle.flow!.data, 'flow')
  assert.ok(lastProgress?.phase === 'run' && lastProgress.done! > 0.9)
})

test('flow over more pairs than can be waited for is refused, with the limit', async () => {
  await analyse('licence', readFileSync('test/fixtures/minilm/licence.txt', 'utf8'))
  const { failure } = await ask('licence', { layer: 5, head: 'mean', measure: 'flow' })
  assert.equal(failure?.blame, 'input')
  assert.match(failure!.message, /at most 73 tokens, not 512; choose rollout, an earlier layer or a shorter text\.$/)
})

test('maxima and minima bound every head, and groups are summed before them', async () => {
  const heads = await Promise.all(Array.from({ length: 12 }, (_, head) => slice({ layer: 3, head })))
  const [max, min] = [await slice({ layer: 3, head: 'max' }), await slice({ layer: 3, head: 'min' })]
  max.weights.forEach((weight, i) => { assert.equal(weight, Math.max(...heads.map((head) => head.weights[i]!))) })
  min.weights.forEach((weight, i) => { assert.equal(weight, Math.min(...heads.map((head) => head.weights[i]!))) })
  const groups = [{ label: 'a', tokens: [0, 1, 2] }, { label: 'b', tokens: Array.from({ length: max.keys - 3 }, (_, i) => i + 3) }]
  const grouped = await Promise.all(Array.from({ length: 12 }, (_, head) => slice({ layer: 3, head }, groups)))
  const { queries, keys, grouping, weights } = await slice({ layer: 3, head: 'max' }, groups)
  assert.deepEqual([queries, keys, grouping], [2, 2, 'words'])
  assertClose(weights, grouped[0]!.weights.map((_, i) => Math.max(...grouped.map((head) => head.weights[i]!))), 'maximum of groups')
  for (const { weights: own } of grouped) assert.ok(Math.abs(own[0]! + own[1]! - 1) < 1e-5 && Math.abs(own[2]! + own[3]! - 1) < 1e-5)
})

test('groups sum over keys and average over queries, for every measure', async () => {
  for (const choice of [{ layer: 1, head: 7 }, { layer: 3, head: 4, measure: 'norms' }, { layer: 3, head: 'mean', measure: 'rollout' }] as const) {
    const whole = await slice(choice)
    const groups = [{ label: 'rest', tokens: Array.from({ length: whole.keys - 2 }, (_, i) => i) }, { label: 'end', tokens: [whole.keys - 2, whole.keys - 1] }]
    const between = groups.flatMap(({ tokens: queries }) => groups.map(({ tokens: keys }) =>
      queries.reduce((sum, query) => sum + keys.reduce((row, key) => row + whole.weights[query * whole.keys + key]!, 0), 0) / queries.length))
    assertClose((await slice(choice, groups)).weights, between, JSON.stringify(choice))
  }
})

test('a sentence pair is tokenized and attended to as in PyTorch', async () => {
  const [first = '', second = ''] = readFileSync('test/fixtures/minilm/pair.tsv', 'utf8').trim().split('\t')
  const expected = readNpz(readFileSync('test/fixtures/minilm/pair.npz'))
  const { tokens } = await analyse('pair', first, second)
  assert.deepEqual(tokens.map(({ id }) => id), Array.from(expected.ids!.data, Number))
  assert.deepEqual(tokens.map(({ segment }) => segment), Array.from(expected.types!.data, Number))
  assert.deepEqual(tokens.flatMap(({ start, end }) => [start, end]), Array.from(expected.offsets!.data, Number))
  for (const layer of [0, 3]) {
    const size = tokens.length ** 2
    const { weights } = await slice({ layer, head: 5 }, undefined, 'pair')
    assertClose(weights, Array.from(expected[`encoder.${String(layer)}`]!.data, Number).slice(5 * size, 6 * size), `layer ${String(layer)}`)
  }
})
