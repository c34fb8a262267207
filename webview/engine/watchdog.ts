/** Asks a worker now and then whether it lives, and tells when it leaves several questions in a row unanswered. */
export class Watchdog {
  readonly #ping: () => void
  readonly #onSilence: () => void
  readonly #intervalMs: number
  #timer: ReturnType<typeof setInterval> | undefined
  #unanswered = 0

  /** Pings are counted, not timed: a computer that slept, or a busy page, is not the worker's fault. */
  constructor(intervalMs: number, ping: () => void, onSilence: () => void) {
    this.#intervalMs = intervalMs
    this.#ping = ping
    this.#onSilence = onSilence
  }

  /** Starts or stops asking. */
  watch(wanted: boolean): void {
    if (wanted && this.#timer === undefined) {
      this.#unanswered = 0
      this.#timer = setInterval(() => {
        this.#ask()
      }, this.#intervalMs)
    } else if (!wanted) {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  /** Anything heard from the worker is a sign of life. */
  heard(): void {
    this.#unanswered = 0
  }

  #ask(): void {
    if (++this.#unanswered > 4) {
      this.watch(false)
      this.#onSilence()
    } else this.#ping()
  }
}
