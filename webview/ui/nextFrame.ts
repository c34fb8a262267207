import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Does a thing once in the next frame, however often it is asked to; not any more when its element has left the page. */
export class NextFrame implements ReactiveController {
  readonly #act: () => void
  #frame = 0

  constructor(host: ReactiveControllerHost, act: () => void) {
    this.#act = act
    host.addController(this)
  }

  ask(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(this.#act)
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame)
  }
}
