/** Calls its listeners in the order they came; a listener is forgotten by disposing what `on` returned. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>()

  readonly on = (listener: (value: T) => void): { dispose(): void } => {
    this.listeners.add(listener)
    return { dispose: () => void this.listeners.delete(listener) }
  }

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value)
  }
}
