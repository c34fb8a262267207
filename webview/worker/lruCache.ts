/** Keeps what was used last within a budget of weight (bytes, or a count); what falls out is given to `onEvict`. */
export class LruCache<V> {
  readonly #budget: number
  readonly #weigh: (value: V) => number
  readonly #onEvict: (value: V) => void
  readonly #values = new Map<string, V>()

  constructor(budget: number, weigh: (value: V) => number, onEvict: (value: V) => void = () => undefined) {
    this.#budget = budget
    this.#weigh = weigh
    this.#onEvict = onEvict
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key)
    if (value !== undefined) {
      this.#values.delete(key)
      this.#values.set(key, value)
    }
    return value
  }

  /** Makes room by dropping the longest unused; a value heavier than the whole budget is not kept itself. */
  set(key: string, value: V): void {
    this.delete(key)
    this.#values.set(key, value)
    let total = 0
    for (const each of this.#values.values()) total += this.#weigh(each)
    for (const [oldest, each] of this.#values) {
      if (total <= this.#budget) return
      total -= this.#weigh(each)
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const value = this.#values.get(key)
    if (value === undefined) return
    this.#values.delete(key)
    this.#onEvict(value)
  }

  deleteAll(prefix: string): void {
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) this.delete(key)
  }
}
