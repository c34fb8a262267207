/** A min-heap of merges by rank, then by position. Ranks and positions stay under 2^26. */
export class MergeQueue {
  readonly #heap: number[] = []

  get size(): number {
    return this.#heap.length
  }

  push(rank: number, position: number): void {
    const heap = this.#heap
    const value = rank * 2 ** 26 + position
    let at = heap.push(value) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent]! <= value) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = value
  }

  pop(): { rank: number; position: number } {
    const heap = this.#heap
    const top = heap[0]!
    const value = heap.pop()!
    if (heap.length > 0) {
      let at = 0
      for (let child = 1; child < heap.length; child = 2 * at + 1) {
        if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++
        if (heap[child]! >= value) break
        heap[at] = heap[child]!
        at = child
      }
      heap[at] = value
    }
    return { rank: Math.floor(top / 2 ** 26), position: top % 2 ** 26 }
  }
}
