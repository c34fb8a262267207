/** A count for people: 19,234. */
export function grouped(count: number): string {
  return count.toLocaleString('en')
}
