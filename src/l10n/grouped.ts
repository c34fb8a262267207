/** A count for people, as the language writes it: 19,234 or 19.234. */
export function grouped(count: number, language: string): string {
  return count.toLocaleString(language)
}
