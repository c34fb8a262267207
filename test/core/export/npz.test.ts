import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { npyHeader, textArray, type NpyArray } from '../../../core/export/npy.ts'
import { npzParts } from '../../../core/export/npz.ts'
import { GazeError } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 })
const kinds = fc.constantFrom(Float32Array, Int32Array, BigInt64Array)

test('arrays of any shape and type come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(shapes, kinds), { minLength: 1, maxLength: 4 }), fc.integer(), (members, seed) => {
      const arrays = members.map(([shape, Kind], index): NpyArray => {
        const length = shape.reduce((product, size) => product * size, 1)
        const data = new Kind(length)
        for (let at = 0; at < length; at++) data[at] = data instanceof BigInt64Array ? BigInt(seed - at) : seed - at
        return { name: `encoder.${index}`, shape, data }
      })
      const read = readNpz(Buffer.concat(npzParts(arrays)))
      assert.deepEqual(Object.keys(read), arrays.map(({ name }) => name))
      for (const { name, shape, data } of arrays) assert.deepEqual(read[name], { shape, data })
    }),
  )
})

test('a view into a larger buffer writes only itself', () => {
  const data = new Float32Array([9, 1, 2, 9]).subarray(1, 3)
  const read = readNpz(Buffer.concat(npzParts([{ name: 'view', shape: [2], data }])))
  assert.deepEqual(read['view'], { shape: [2], data: new Float32Array([1, 2]) })
})

test('headers are format 1.0, aligned to 64 bytes, ending in a newline', () => {
  for (const shape of [[], [3], [12, 5, 5]]) {
    const header = npyHeader({ name: 'x', shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) })
    assert.equal(header.length % 64, 0)
    assert.equal(header.at(-1), 10)
    const tuple = shape.length === 1 ? '(3,)' : `(${shape.join(', ')})`
    assert.ok(Buffer.from(header).toString('latin1').includes(`'shape': ${tuple},`))
  }
})

test('the same arrays give the same bytes', () => {
  const array: NpyArray = { name: 'a', shape: [2], data: new Int32Array([1, 2]) }
  assert.deepEqual(npzParts([array]), npzParts([array]))
  assert.deepEqual(Object.keys(unzipSync(Buffer.concat(npzParts([array])))), ['a.npy'])
})

test('a shape that the data does not fill is our error, not a bad file', () => {
  assert.throws(
    () => npzParts([{ name: 'encoder.0', shape: [2, 2], data: new Float32Array(3) }]),
    (error) => error instanceof GazeError && error.blame === 'internal' && /encoder\.0 has 3 elements/.test(error.message),
  )
})

test('texts of any script come back from their code points', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.endsWith('\0')), { minLength: 1 }), (texts) => {
    const array = textArray('tokens', texts)
    assert.match(new TextDecoder().decode(npyHeader(array)), new RegExp(`'descr': '<U${array.width}'.*'shape': \\(${texts.length},\\)`))
    const points = array.data as Uint32Array
    const read = texts.map((_, index) => String.fromCodePoint(...points.subarray(index * array.width!, (index + 1) * array.width!)).replace(/\0+$/, ''))
    assert.deepEqual(read, texts)
  }))
})
