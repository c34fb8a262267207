/** Milliseconds that a job takes, waited for. */
export async function timed(job: () => unknown): Promise<number> {
  const start = performance.now()
  await job()
  return performance.now() - start
}

/**
 * The best time of each of two jobs in milliseconds, run by turns: what else the machine does hits both alike, and the
 * best is the one it left alone. It ends when so many turns in a row made neither better.
 */
export async function bestOfTurns(patience: number, a: () => unknown, b: () => unknown): Promise<readonly [number, number]> {
  let best = [Infinity, Infinity] as const
  for (let idle = 0; idle < patience; idle++) {
    const now = [Math.min(best[0], await timed(a)), Math.min(best[1], await timed(b))] as const
    if (now[0] < best[0] || now[1] < best[1]) idle = -1
    best = now
  }
  return best
}

/** The value below which a share of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
