import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { GazeError } from '../../../core/gazeError.ts'
import { findAttention } from '../../../core/onnx/findAttention.ts'
import { patchModel } from '../../../core/onnx/patchModel.ts'
import { readModel } from '../../../core/onnx/readModel.ts'
import { WireWriter } from '../../../core/onnx/wireWriter.ts'

const path = join(import.meta.dirname, '../../fixtures/onnx/gpt2-dynamo-sdpa/model.onnx')
const bytes = new Uint8Array(readFileSync(path))

/** Reads, searches and patches; whatever the bytes, that works or throws a GazeError that names the file. */
function survives(damaged: Uint8Array): void {
  try {
    const model = readModel(damaged, 'some.onnx')
    patchModel(model, findAttention(model).sites, { tensors: ['weights', 'query', 'key', 'value', 'scores', 'context', 'thumbnail'] })
  } catch (error) {
    assert.ok(error instanceof GazeError, String(error))
    assert.match(error.message, /some\.onnx/)
  }
}

test('a cut at any place is survived', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (end) => { survives(bytes.slice(0, end)) }), { numRuns: 150 })
})

test('changed bytes at any place are survived', () => {
  const change = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }))
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
    const damaged = bytes.slice()
    for (const [at, value] of changes) damaged[at] = value
    survives(damaged)
  }), { numRuns: 200 })
})

test('a piece taken out, put in or doubled is survived', () => {
  const place = fc.integer({ min: 0, max: bytes.length })
  fc.assert(fc.property(place, place, place, (from, to, at) => {
    const piece = bytes.slice(Math.min(from, to), Math.max(from, to))
    survives(Uint8Array.from([...bytes.slice(0, at), ...piece.slice(0, 5000), ...bytes.slice(at)]))
    survives(Uint8Array.from([...bytes.slice(0, Math.min(from, to)), ...bytes.slice(Math.max(from, to))]))
  }), { numRuns: 30 })
})

test('random bytes are survived', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (random) => { survives(random) }), { numRuns: 1000 })
})

test('graphs nested without end are refused', () => {
  let graph = new WireWriter().string(2, 'innermost')
  for (let i = 0; i < 500; i++) graph = new WireWriter().message(1, new WireWriter().message(5, new WireWriter().message(6, graph)))
  assert.throws(() => readModel(new WireWriter().message(7, graph).finish(), 'some.onnx'), /nested too deep/)
})

test('a node that feeds itself is refused', () => {
  const node = new WireWriter().string(1, 'b').string(2, 'a').string(3, 'first').string(4, 'Identity')
  const back = new WireWriter().string(1, 'a').string(2, 'b').string(3, 'second').string(4, 'Identity')
  const output = new WireWriter().string(1, 'b')
  const graph = new WireWriter().message(1, node).message(1, back).message(12, output)
  const model = readModel(new WireWriter().message(7, graph).message(8, new WireWriter().int(2, 17)).finish(), 'some.onnx')
  assert.throws(() => findAttention(model), /some\.onnx is damaged: node (first|second) feeds itself/)
})

test('files that are no ONNX models are refused by what they are', () => {
  const refused: [string, RegExp][] = [
    ['', /some\.onnx is empty/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00', /Git LFS pointer/],
    ['<!DOCTYPE html><html>', /web page/],
    ['PK\u0003\u0004data', /ZIP archive/],
    ['GGUFdata', /GGUF/],
    ['    ORTM', /ORT format/],
    ['{"json": true}', /some\.onnx is (damaged|not an ONNX model)/],
  ]
  for (const [text, message] of refused) {
    assert.throws(() => readModel(new TextEncoder().encode(text), 'some.onnx'), (error) => error instanceof GazeError && message.test(error.message))
  }
})

test('the view has types, shapes, attributes and small values, and copies no weight', () => {
  const { graph, opsets, irVersion } = readModel(bytes, 'some.onnx')
  assert.ok(irVersion >= 7)
  assert.ok(opsets.get('')! >= 17)
  assert.deepEqual(graph.inputs.map(({ name, elementType, dims }) => [name, elementType, dims]), [
    ['input_ids', 7, ['batch', 'sequence']], ['attention_mask', 7, ['batch', 'sequence']],
  ])
  const softmax = graph.nodes.find(({ op }) => op === 'Softmax')!
  assert.equal(softmax.attributes.get('axis')?.int, -1)
  const weight = [...graph.initializers.values()].find(({ dims }) => dims.length === 2)!
  assert.equal(weight.read(3)?.length, 3)
})
