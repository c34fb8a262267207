import type { HeadWeights } from './headWeights.ts'

/** One cell of a matrix of weights. */
export interface WeightedPair {
  readonly query: number
  readonly key: number
  readonly weight: number
}

/**
 * The `count` largest of all weights above 0 and at least `threshold`, largest first, ties in row order; `take` may pass
 * over cells. One pass over the matrix that holds no more than `count` of its cells, in a heap with the weakest on top.
 */
export function strongestPairs(
  { queries, keys, weights }: HeadWeights,
  count: number,
  threshold = 0,
  take: (query: number, key: number) => boolean = () => true,
): WeightedPair[] {
  const heap: number[] = []
  const weaker = (a: number, b: number): boolean => weights[a]! < weights[b]! || (weights[a] === weights[b] && a > b)
  for (let query = 0, cell = 0; query < queries; query++) {
    for (let key = 0; key < keys; key++, cell++) {
      const weight = weights[cell]!
      if (!(weight > 0 && weight >= threshold)) continue
      if (heap.length >= count && !(heap.length > 0 && weight > weights[heap[0]!]!)) continue
      if (!take(query, key)) continue
      if (heap.length < count) raise(heap, cell, weaker)
      else sink(heap, cell, weaker)
    }
  }
  return heap
    .sort((a, b) => (weaker(a, b) ? 1 : -1))
    .map((cell) => ({ query: Math.floor(cell / keys), key: cell % keys, weight: weights[cell]! }))
}

type Weaker = (a: number, b: number) => boolean

/** Puts a cell at the bottom of the heap and up to its place. */
function raise(heap: number[], cell: number, weaker: Weaker): void {
  let at = heap.push(cell) - 1
  while (at > 0 && weaker(cell, heap[(at - 1) >> 1]!)) {
    heap[at] = heap[(at - 1) >> 1]!
    at = (at - 1) >> 1
  }
  heap[at] = cell
}

/** Puts a cell in the place of the top and down to its own. */
function sink(heap: number[], cell: number, weaker: Weaker): void {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && weaker(heap[child + 1]!, heap[child]!)) child++
    if (!weaker(heap[child]!, cell)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = cell
}
