import type { CapturedTensor } from '../model/gazeModel.ts'
import { headWeights, type HeadWeights } from './headWeights.ts'

/**
 * Attention coarsened to size x size, row-major: entry (r, c) is the share of the attention of the r-th part of the
 * queries that falls on the c-th part of the keys (parts of equal length, cut through cells where need be), so that
 * rows still sum to 1 and texts of any length look alike. Fewer keys than `size` are stretched and keep their weights.
 */
export function coarsen({ queries, keys, weights }: HeadWeights, size: number): Float32Array {
  const coarse = new Float32Array(size * size)
  const line = new Float32Array(size)
  const [rows, columns] = [cuts(queries, size), cuts(keys, size)]
  const stretch = Math.min(1, keys / size)
  for (let query = 0, row = 0; query < queries; query++) {
    coarsenLine(weights, query * keys, columns, line)
    while (row > 0 && rows[row]! > query) row--
    for (; row < size && rows[row]! < query + 1; row++) {
      const part = Math.min(rows[row + 1]!, query + 1) - Math.max(rows[row]!, query)
      const factor = (part * size) / queries / stretch
      for (let column = 0; column < size; column++) coarse[row * size + column]! += factor * line[column]!
    }
  }
  return coarse
}

/** The borders of `size` equal parts of `count` cells, in cells. */
function cuts(count: number, size: number): Float64Array {
  return Float64Array.from({ length: size + 1 }, (_, i) => (i * count) / size)
}

function coarsenLine(weights: Float32Array, start: number, columns: Float64Array, line: Float32Array): void {
  for (let column = 0; column < line.length; column++) {
    const from = columns[column]!
    const to = columns[column + 1]!
    const first = Math.floor(from)
    const last = Math.min(Math.ceil(to), columns[line.length]!) - 1
    let sum = weights[start + first]! * (Math.min(first + 1, to) - from)
    for (let key = first + 1; key < last; key++) sum += weights[start + key]!
    if (last > first) sum += weights[start + last]! * (to - last)
    line[column] = sum
  }
}

/** The square root of shares as bytes: 0 for none, 255 for all; the same scale for every head, layer and text. */
export function shade(shares: Float32Array, pixels: Uint8Array, offset: number): void {
  for (let i = 0; i < shares.length; i++) pixels[offset + i] = Math.round(255 * Math.sqrt(Math.min(1, Math.max(0, shares[i]!))))
}

/**
 * All heads at a glance: [layers, heads, size, size] bytes, each `shade` of `coarsen`. Special tokens are in it like
 * any other; a layer with fewer heads than the others is filled up with zeros.
 */
export function thumbnails(layers: readonly CapturedTensor[], size: number): Thumbs {
  return drawAll(layers, size, (layer, head) => coarsen(headWeights(layer, head), size))
}

/** The same from what a model averaged over size x size areas itself: [heads, size, size] a layer, of so many keys. */
export function thumbnailsOfAreas(layers: readonly CapturedTensor[], size: number, keys: number): Thumbs {
  const stretch = Math.max(1, keys / size)
  return drawAll(layers, size, (layer, head) => headWeights(layer, head).weights.map((average) => average * stretch))
}

interface Thumbs {
  readonly heads: number
  readonly pixels: Uint8Array<ArrayBuffer>
}

function drawAll(layers: readonly CapturedTensor[], size: number, draw: (layer: CapturedTensor, head: number) => Float32Array): Thumbs {
  const heads = Math.max(0, ...layers.map((layer) => layer.shape[0]))
  const pixels = new Uint8Array(layers.length * heads * size * size)
  layers.forEach((layer, index) => {
    for (let head = 0; head < layer.shape[0]; head++) shade(draw(layer, head), pixels, (index * heads + head) * size * size)
  })
  return { heads, pixels }
}
