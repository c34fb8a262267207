import type { JobOptions } from './analyst.ts'
import type { Measuring } from './measured.ts'

/** Lets the worker hear an abort or a ping while it counts, and tells how far it is in steps of a hundredth. */
export function pacing({ signal, onProgress }: JobOptions): Pick<Measuring, 'pace' | 'onDone'> {
  let told = 0
  return {
    pace: { signal, pause: () => new Promise((resolve) => setTimeout(resolve)) },
    onDone: (share) => {
      const done = Math.floor(share * 100) / 100
      if (done > told) onProgress({ phase: 'run', done })
      told = Math.max(told, done)
    },
  }
}
