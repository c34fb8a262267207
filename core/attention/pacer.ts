import { throwIfCancelled } from '../throwIfCancelled.ts'

/** How long work can be given up and leave room for others: `pause` lets waiting events run, so that an abort can arrive. */
export interface Pace {
  readonly signal?: AbortSignal
  readonly pause?: () => Promise<void>
}

const frameMs = 12

/** A check to be awaited between the steps of long work: pauses when a frame's time has passed; throws once cancelled. */
export function pacer({ signal, pause }: Pace): () => Promise<void> | undefined {
  let since = performance.now()
  const rest = async (): Promise<void> => {
    await pause?.()
    since = performance.now()
    throwIfCancelled(signal)
  }
  return () => {
    throwIfCancelled(signal)
    return pause && performance.now() - since > frameMs ? rest() : undefined
  }
}
