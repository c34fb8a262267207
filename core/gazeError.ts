/**
 * A failure a person can act on: one sentence that says what went wrong, where, and what to do next.
 * `input` is what the person gave (exit code 2, a warning); `internal` is ours (exit code 1, an error);
 * `cancelled` is their own wish and shown as nothing at all.
 */
export class GazeError extends Error {
  override readonly name = 'GazeError'
  readonly blame: 'input' | 'internal' | 'cancelled'

  constructor(message: string, blame: 'input' | 'internal' | 'cancelled' = 'input', options?: ErrorOptions) {
    super(message, options)
    this.blame = blame
  }
}
