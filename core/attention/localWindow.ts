import type { CapturedTensor } from '../model/gazeModel.ts'

/** How many tokens a layer sees before a token and behind it. */
export interface LocalWindow {
  readonly back: number
  readonly ahead: number
}

/**
 * The window that weights [heads, tokens, tokens] show: every token of every head gives something to the tokens up to a
 * distance and exactly nothing beyond, as a mask makes it. Undefined where the text is no longer than that, or no such
 * distance is there: then nothing is known.
 */
export function localWindow({ shape: [heads, tokens, keys], data }: CapturedTensor): LocalWindow | undefined {
  if (tokens !== keys || tokens < 4 || heads === 0) return undefined
  const row = (head: number, query: number) => data.subarray((head * tokens + query) * tokens, (head * tokens + query + 1) * tokens)
  const reach = (head: number, query: number): LocalWindow => {
    const weights = row(head, query)
    let [first, last] = [0, tokens - 1]
    while (first < query && weights[first] === 0) first++
    while (last > query && weights[last] === 0) last--
    return { back: query - first, ahead: last - query }
  }
  const { back } = reach(0, tokens - 1)
  const { ahead } = reach(0, 0)
  // The last row alone would do for a mask that starts late; two rows beyond the window are the least that says something.
  const isCut = (distance: number) => distance > 0 && distance < tokens - 2
  if (!isCut(back) || (ahead > 0 && !isCut(ahead))) return undefined
  for (let head = 0; head < heads; head++) {
    for (let query = 0; query < tokens; query++) {
      const own = reach(head, query)
      if (own.back !== Math.min(back, query) || own.ahead !== Math.min(ahead, tokens - 1 - query)) return undefined
    }
  }
  return { back, ahead }
}
