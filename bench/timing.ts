/** Milliseconds that a job takes, waited for. */
export async function timed(job: () => unknown): Promise<number> {
  const start = performance.now()
  await job()
  return performance.now() - start
}

/**
 * The best time of each of two jobs in milliseconds, run by turns `rounds` times: what else the machine does hits both
 * alike, and the best is the one it left alone. One turn before them is not counted.
 */
export async function bestOfTurns(rounds: number, a: () => unknown, b: () => unknown): Promise<readonly [number, number]> {
  await timed(a)
  await timed(b)
  let best: [number, number] = [Infinity, Infinity]
  for (let round = 0; round < rounds; round++) best = [Math.min(best[0], await timed(a)), Math.min(best[1], await timed(b))]
  return best
}

/** The value below which a share of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
