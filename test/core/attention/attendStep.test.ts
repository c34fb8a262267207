import assert from 'node:assert/strict'
import { test } from 'node:test'
import { additiveScores } from '../../../core/attention/additiveScores.ts'
import { attendStep } from '../../../core/attention/attendStep.ts'
import { softmaxSteps } from '../../../core/attention/softmaxSteps.ts'
import { assertClose, mathsCases, title } from './mathsCases.ts'

const floats = (numbers: readonly number[]): Float32Array => Float32Array.from(numbers)

/** Rows [rows, d] through a matrix [inner, d]. */
function projected(rows: Float32Array, matrix: readonly number[], { query }: { readonly query: readonly number[] }): Float32Array {
  const [size, inner] = [query.length, matrix.length / query.length]
  return Float32Array.from({ length: (rows.length / size) * inner }, (_, at) =>
    Array.from({ length: size }, (__, i) => rows[Math.floor(at / inner) * size + i]! * matrix[(at % inner) * size + i]!).reduce((sum, each) => sum + each))
}

for (const each of mathsCases) {
  const { step } = each
  if (!step) continue
  const inputs = {
    query: floats(step.query), keys: floats(step.keys), values: floats(step.values), bias: floats(step.bias),
    scale: step.scale, position: step.position,
  }
  test(`one query step by step as NumPy has it: ${title(each)}`, () => {
    const steps = attendStep(inputs)
    assertClose(steps.products, step.products)
    assertClose(steps.scaled, step.scaled)
    assertClose([steps.maximum, steps.denominator], [step.maximum, step.denominator])
    const [query, keys, energy] = [projected(inputs.query, step.w, step), projected(inputs.keys, step.u, step), floats(step.v)]
    assertClose(additiveScores(query, keys, energy), step.additive)
    const additive = attendStep({ ...inputs, query, keys, energy, scale: 1 })
    assertClose(additive.products, step.additive)
    assertClose(additive.weights, [...softmaxSteps(floats(step.additive.map((score, key) => score + step.bias[key]!))).weights])
    assertClose(attendStep({ ...inputs, query, keys, energy, scale: 1 }, { score: 'dot' }).weights, [...attendStep({ ...inputs, query, keys, scale: 1 }).weights])
  })
  for (const { change, capped, weights, context } of step.changes) {
    test(`what if ${JSON.stringify(change)}${capped ? ' of a capped model' : ''}: ${title(each)}`, () => {
      const steps = attendStep(capped ? { ...inputs, softCap: step.softCap } : inputs, change)
      assertClose(steps.weights, weights)
      assertClose(steps.context, context)
    })
  }
}

test('the softmax of large scores does not overflow, and that of none is empty', () => {
  const { maximum, weights, denominator } = softmaxSteps(Float32Array.of(1000, 1000, -Infinity))
  assert.deepEqual([maximum, denominator, ...weights], [1000, 2, 0.5, 0.5, 0])
  const none = softmaxSteps(Float32Array.of(-Infinity, -Infinity))
  assert.deepEqual([none.denominator, ...none.weights], [0, 0, 0])
})

test('a change or shape that makes no sense is refused', () => {
  const inputs = { query: Float32Array.of(1), keys: Float32Array.of(1, 2), values: Float32Array.of(3, 4), scale: 1, position: 0 }
  assert.throws(() => attendStep(inputs, { temperature: 0 }), { name: 'GazeError', message: /temperature of 0/ })
  assert.throws(() => attendStep({ ...inputs, values: Float32Array.of(3) }), { name: 'GazeError', blame: 'internal' })
  assert.throws(() => additiveScores(inputs.query, inputs.keys, Float32Array.of(1, 1)), { name: 'GazeError' })
})
