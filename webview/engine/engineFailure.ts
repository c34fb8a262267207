import type { Failure } from '../../protocol/pageToHost.ts'

/** What every engine call rejects with: a sentence for the person and whose fault it was. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}
