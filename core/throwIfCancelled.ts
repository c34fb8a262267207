import { GazeError } from './gazeError.ts'

/** Throws the GazeError of blame 'cancelled' once the signal is aborted; called between steps, which are not interrupted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GazeError('Cancelled.', 'cancelled')
}
