import { GazeError } from '../../core/index.ts'
import { serialQueue } from './serialQueue.ts'

export type JobQueue = <T>(signal: AbortSignal, job: () => Promise<T>) => Promise<T>

/** Runs jobs one at a time. One that is cancelled while it waits ends at once; one that runs must end itself. */
export function jobQueue(): JobQueue {
  const inTurn = serialQueue()
  return (signal, job) =>
    new Promise((resolve, reject) => {
      const leave = () => {
        reject(new GazeError('Cancelled.', 'cancelled'))
      }
      signal.addEventListener('abort', leave)
      inTurn(() => {
        signal.removeEventListener('abort', leave)
        return signal.aborted ? Promise.resolve() : job().then(resolve)
      }).catch(reject)
      if (signal.aborted) leave()
    })
}
