const pageRows = 10

/** The token that a key moves to among those shown, or null where the key is not ours; the first move goes to `start`. */
export function moveRow(key: string, at: number | null, start: number | null, order: readonly number[]): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -1, ArrowDown: 1, PageUp: -pageRows, PageDown: pageRows, Home: -Infinity, End: Infinity,
  }
  const step = steps[key]
  if (step === undefined || order.length === 0) return null
  const place = at === null ? -1 : order.indexOf(at)
  if (place < 0 && Number.isFinite(step)) return start !== null && order.includes(start) ? start : order[0]!
  return order[Math.min(order.length - 1, Math.max(0, place + step))]!
}
