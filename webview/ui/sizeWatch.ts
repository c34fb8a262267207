import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Tells when the element that it belongs to has another size, as long as that is on the page; also when it comes there. */
export class SizeWatch implements ReactiveController {
  readonly #observer: ResizeObserver
  readonly #host: HTMLElement

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#observer = new ResizeObserver(changed)
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#observer.observe(this.#host)
  }

  hostDisconnected(): void {
    this.#observer.disconnect()
  }
}
