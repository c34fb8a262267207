/** The pins after pinning these tokens: added, or, where all of them are pinned already, taken away. Ascending. */
export function pinTokens(pinned: readonly number[], tokens: readonly number[]): number[] {
  const all = tokens.length > 0 && tokens.every((token) => pinned.includes(token))
  const kept = all ? pinned.filter((token) => !tokens.includes(token)) : [...pinned, ...tokens]
  return [...new Set(kept)].sort((a, b) => a - b)
}
