import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { decide, openModel, readWorld } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'
import { sample, worlds, written } from './worlds.ts'

/* The bundled agent against PyTorch with the same weights (training/agent/oracle.py). */

const model = await openModel(nodeFolder('media/models/agent', 'agent'), ortRuntime())
after(() => model.dispose())
const shape = model.info.world!

test('the logits of new worlds are those of PyTorch, and the moves their softmax', async () => {
  const given = worlds.filter(({ logits }) => logits)
  assert.equal(given.length, 40)
  for (const { cells, logits } of given) {
    const text = written(cells, '\r\n')
    const found = await model.classify!(model.encode(text))
    assert.equal(found.length, 4)
    logits!.forEach((logit, move) => { assert.ok(Math.abs(found[move]! - logit) < 1e-3, `${cells}: ${found.join(' ')}`) })
    const { moves, chosen } = await decide(model, readWorld(text, shape))
    assert.deepEqual(moves.map(({ name }) => name), ['up', 'right', 'down', 'left'])
    const sum = logits!.reduce((all, logit) => all + Math.exp(logit), 0)
    moves.forEach(({ probability }, move) => { assert.ok(Math.abs(probability - Math.exp(logits![move]!) / sum) < 1e-3) })
    assert.equal(chosen, logits!.indexOf(Math.max(...logits!)))
  }
})

test('tokens are cells with exact spans, and every weight of the sample is that of PyTorch', async () => {
  const expected = readNpz(readFileSync('test/fixtures/agent/sample.npz'))
  const encoding = model.encode(sample)
  assert.deepEqual(encoding.tokens.flatMap(({ start, end }) => [start, end]), [...expected['spans']!.data])
  assert.equal(encoding.tokens.map(({ text }) => text).join(''), sample.replaceAll('\n', ''))
  assert.ok(encoding.tokens.every(({ special }) => !special))
  const { attention } = await model.capture(encoding)
  assert.deepEqual(attention.map(({ name, shape: [...dims] }) => [name, dims]), [0, 1, 2, 3].map((layer) => [`encoder.${layer}`, [4, 49, 49]]))
  for (const { name, data } of attention) {
    const exact = expected[name]!.data
    assert.equal(data.length, exact.length)
    assert.ok(data.every((weight, at) => Math.abs(weight - (exact[at] as number)) < 1e-4), name)
  }
})

test('a text that is no world is refused before it is run', () => {
  assert.throws(() => model.encode('The cat sat on the mat.'), { name: 'GazeError', message: /^Row 1, column 1 of the world has "T"/ })
  assert.throws(() => model.encode(written(worlds[0]!.cells).slice(8)), { message: /^The world has 6 rows/ })
})
