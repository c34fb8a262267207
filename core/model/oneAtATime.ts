import { GazeError } from '../gazeError.ts'

/** A queue of jobs that run one after another, until it is closed: then `checkOpen` throws. */
export function oneAtATime(name: string): { queue<T>(job: () => Promise<T>): Promise<T>; checkOpen(): void; close(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  return {
    queue(job) {
      const result = last.then(job)
      last = result.catch(() => undefined)
      return result
    },
    checkOpen() {
      if (closed) throw new GazeError(`${name} was closed: open it again.`, 'internal')
    },
    async close() {
      closed = true
      await last
    },
  }
}
