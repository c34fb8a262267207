import type { Token } from '../tokens/token.ts'
import { bracketPartners } from './bracketPartners.ts'

/** What the statistics of a head need to know of its tokens, found once for all heads. */
export interface TextFacts {
  readonly tokens: number
  /** 1 for a special token, [tokens]. */
  readonly special: Uint8Array
  /** The last earlier token of the same id that is not special, or -1, [tokens]: a chain through all of them. */
  readonly earlier: Int32Array
  /** The tokens that hold the opening partners of the closing brackets in a token, its own not among them. */
  readonly partners: ReadonlyMap<number, readonly number[]>
}

/** The facts of an analysed text and its tokens. */
export function textFacts(tokens: readonly Token[], text: string): TextFacts {
  const last = new Map<number, number>()
  const earlier = Int32Array.from(tokens, ({ id, special }, token) => {
    const before = special ? -1 : (last.get(id) ?? -1)
    if (!special) last.set(id, token)
    return before
  })
  return {
    tokens: tokens.length,
    special: Uint8Array.from(tokens, ({ special }) => (special ? 1 : 0)),
    earlier,
    partners: bracketPartners(tokens, text),
  }
}
