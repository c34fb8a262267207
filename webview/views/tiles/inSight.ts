/** Keeps track of which of some elements are in sight, or nearly, and tells when that changes. */
export class InSight<K> {
  readonly #keys = new Map<Element, K>()
  readonly #seen = new Set<Element>()
  readonly #changed: () => void
  readonly #observer = new IntersectionObserver((entries) => { this.#take(entries) }, { rootMargin: '120px' })

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** The elements to watch from now on, with what each stands for. */
  watch(elements: ReadonlyMap<Element, K>): void {
    for (const element of this.#keys.keys()) {
      if (elements.has(element)) continue
      this.#observer.unobserve(element)
      this.#seen.delete(element)
    }
    for (const element of elements.keys()) if (!this.#keys.has(element)) this.#observer.observe(element)
    this.#keys.clear()
    for (const [element, key] of elements) this.#keys.set(element, key)
  }

  has(element: Element): boolean {
    return this.#seen.has(element)
  }

  /** What is in sight, in the order of the page. */
  get keys(): readonly K[] {
    return [...this.#keys].filter(([element]) => this.#seen.has(element)).map(([, key]) => key)
  }

  end(): void {
    this.#observer.disconnect()
    this.#keys.clear()
    this.#seen.clear()
  }

  #take(entries: readonly IntersectionObserverEntry[]): void {
    let changed = false
    for (const { target, isIntersecting } of entries) {
      if (!this.#keys.has(target) || this.#seen.has(target) === isIntersecting) continue
      if (isIntersecting) this.#seen.add(target)
      else this.#seen.delete(target)
      changed = true
    }
    if (changed) this.#changed()
  }
}
