import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { specialShare } from '../../../core/attention/specialShare.ts'
import { strongest } from '../../../core/attention/strongest.ts'
import { coarsen } from '../../../core/attention/thumbnails.ts'
import { attendedBy, attendsTo } from '../../../core/attention/tokenWeights.ts'

interface Case {
  shape: [number, number, number]
  layers: number[][]
  meanOfLayer: number[]
  meanOfAll: number[]
  meanOfHead: number[]
  row: number[]
  column: number[]
  special: boolean[]
  specialShare: number
  strongest: number[]
  coarse: number[]
}

const cases = JSON.parse(readFileSync('test/fixtures/attention/attention.json', 'utf8')) as Case[]

function assertClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length)
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i]! - value) < 1e-6, `entry ${String(i)} is ${String(actual[i])}, not ${String(value)}`)
  })
}

for (const each of cases) {
  test(`attention of shape ${each.shape.join(' x ')} as NumPy sees it`, () => {
    const layers = each.layers.map((data, i) => ({ name: `encoder.${String(i)}`, shape: each.shape, data: Float32Array.from(data) }))
    assertClose(poolWeights(layers, 1, 'mean').weights, each.meanOfLayer)
    assertClose(poolWeights(layers, 'mean', 'mean').weights, each.meanOfAll)
    assertClose(poolWeights(layers, 'mean', 0).weights, each.meanOfHead)
    const head = poolWeights(layers, 0, 0)
    const row = attendsTo(head, Math.floor(head.queries / 2))
    assertClose(row, each.row)
    assertClose(attendedBy(head, Math.floor(head.keys / 2)), each.column)
    assertClose([specialShare(row, each.special.map((special) => ({ special })))], [each.specialShare])
    assert.deepEqual(strongest(row, 8).map(({ token }) => token), each.strongest)
    assertClose(coarsen(head, 8), each.coarse)
  })
}
