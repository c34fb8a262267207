/**
 * Maximum flow on a layered graph by Dinic's algorithm. Node (l, i), numbered l x width + i, is token i after layer l,
 * l = 0 the input; capacities[l - 1][i x width + j], a whole number, is the edge from (l, i) down to (l - 1, j). Residual
 * edges upwards have what flows down. Whole numbers below 2^53 are added exactly.
 */
export class LayeredFlow {
  readonly #capacities: readonly Float64Array[]
  readonly #width: number
  readonly #source: number
  /** What each edge can still take, and what it has taken. */
  readonly #left: readonly Float64Array[]
  readonly #distance: Int32Array
  readonly #queue: Int32Array
  /** For each node the neighbour to try next: first the nodes below, then those above. */
  readonly #next: Int32Array

  constructor(capacities: readonly Float64Array[], width: number, query: number) {
    const nodes = (capacities.length + 1) * width
    this.#capacities = capacities
    this.#width = width
    this.#source = capacities.length * width + query
    this.#left = capacities.map((each) => each.slice())
    this.#distance = new Int32Array(nodes)
    this.#queue = new Int32Array(nodes)
    this.#next = new Int32Array(nodes)
  }

  /** The maximum flow from the query after the last layer to an input token, in the capacities' unit. */
  maximumTo(token: number): number {
    this.#capacities.forEach((each, layer) => this.#left[layer]!.set(each))
    const bound = Math.min(this.#given(), this.#takenBy(token))
    let total = 0
    while (total < bound && this.#measure(token)) {
      this.#next.fill(0)
      for (let sent = this.#send(token); sent > 0; sent = this.#send(token)) total += sent
    }
    return total
  }

  #given(): number {
    const start = (this.#source % this.#width) * this.#width
    return this.#capacities.at(-1)!.subarray(start, start + this.#width).reduce((sum, each) => sum + each, 0)
  }

  #takenBy(token: number): number {
    let sum = 0
    for (let i = token; i < this.#capacities[0]!.length; i += this.#width) sum += this.#capacities[0]![i]!
    return sum
  }

  /** What can still go from a node to its neighbour of that number. */
  #residual(node: number, neighbour: number): number {
    const width = this.#width
    const layer = Math.floor(node / width)
    const i = node - layer * width
    if (neighbour < width) return layer === 0 ? 0 : this.#left[layer - 1]![i * width + neighbour]!
    const edge = (neighbour - width) * width + i
    return layer === this.#left.length ? 0 : this.#capacities[layer]![edge]! - this.#left[layer]![edge]!
  }

  /** Measures every node's distance to the token along edges that can still take something; false if the source has none. */
  #measure(token: number): boolean {
    const [width, distance, queue] = [this.#width, this.#distance.fill(-1), this.#queue]
    distance[token] = 0
    queue[0] = token
    for (let read = 0, written = 1; read < written; read++) {
      const node = queue[read]!
      if (node === this.#source) return true
      const layer = Math.floor(node / width)
      const i = node - layer * width
      const [above, below] = [layer + 1, layer - 1]
      if (above <= this.#left.length) {
        const left = this.#left[layer]!
        for (let other = 0, to = above * width; other < width; other++, to++) {
          if (distance[to]! < 0 && left[other * width + i]! > 0) {
            distance[to] = distance[node]! + 1
            queue[written++] = to
          }
        }
      }
      if (below > 0) {
        const [left, capacity] = [this.#left[below]!, this.#capacities[below]!]
        for (let other = 0, to = below * width, edge = i * width; other < width; other++, to++, edge++) {
          if (distance[to]! < 0 && left[edge]! < capacity[edge]!) {
            distance[to] = distance[node]! + 1
            queue[written++] = to
          }
        }
      }
    }
    return false
  }

  /** Sends as much as one shortest path takes and returns it; 0 when no such path is left. */
  #send(token: number): number {
    const path: number[] = [this.#source]
    while (path.length > 0) {
      const node = path.at(-1)!
      if (node === token) return this.#push(path)
      const neighbour = this.#advance(node)
      if (neighbour < 0) {
        path.pop()
        if (path.length > 0) this.#next[path.at(-1)!]!++
      } else path.push(neighbour)
    }
    return 0
  }

  /** The next neighbour that is one nearer and can still be reached, or -1. */
  #advance(node: number): number {
    const width = this.#width
    const layerStart = node - (node % width)
    for (let each = this.#next[node]!; each < 2 * width; each++) {
      const to = each < width ? layerStart - width + each : layerStart + each
      if (this.#distance[to] === this.#distance[node]! - 1 && this.#residual(node, each) > 0) {
        this.#next[node] = each
        return to
      }
    }
    this.#next[node] = 2 * width
    return -1
  }

  #push(path: readonly number[]): number {
    const width = this.#width
    let amount = Infinity
    for (let i = 0; i + 1 < path.length; i++) amount = Math.min(amount, this.#residual(path[i]!, this.#next[path[i]!]!))
    for (let i = 0; i + 1 < path.length; i++) {
      const [from, to] = [path[i]!, path[i + 1]!]
      const [upper, lower] = [Math.max(from, to), Math.min(from, to)]
      const layer = Math.floor(lower / width)
      this.#left[layer]![(upper % width) * width + (lower % width)]! += from > to ? -amount : amount
    }
    return amount
  }
}
