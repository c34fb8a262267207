/** Finds all tokens that a text has at a place, shortest first, by narrowing a sorted list unit by unit. */
export class PrefixIndex {
  readonly #tokens: readonly string[]
  readonly #order: Int32Array

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
    this.#order = Int32Array.from(tokens.keys()).sort((a, b) => (tokens[a]! < tokens[b]! ? -1 : tokens[a]! > tokens[b]! ? 1 : a - b))
  }

  /** Calls `visit` with the index and the length of each token that `text` has at `from`. */
  visit(text: string, from: number, visit: (index: number, length: number) => void): void {
    let low = 0
    let high = this.#order.length
    for (let depth = 0; from + depth < text.length && low < high; depth++) {
      const unit = text.charCodeAt(from + depth)
      low = this.#bound(low, high, depth, unit)
      high = this.#bound(low, high, depth, unit + 1)
      while (low < high && this.#tokens[this.#order[low]!]!.length === depth + 1) {
        const last = low + 1 >= high || this.#tokens[this.#order[low + 1]!]!.length > depth + 1
        if (last) visit(this.#order[low]!, depth + 1)
        low++
      }
    }
  }

  /** The first place in low..high whose token has `unit` or more at `depth`; all tokens there are longer than that. */
  #bound(low: number, high: number, depth: number, unit: number): number {
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#tokens[this.#order[middle]!]!.charCodeAt(depth) < unit) low = middle + 1
      else high = middle
    }
    return low
  }
}
