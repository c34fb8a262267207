import type { AddedToken } from './addedToken.ts'
import type { Range } from './align/alignedText.ts'
import { whitespace, wordClass } from './unicode.ts'

interface Node {
  readonly next: Map<number, Node>
  token?: AddedToken
}

/** A stretch of text, with the added token that it is, if it is one. */
export interface Stretch extends Range {
  readonly token?: AddedToken
}

const wordBefore = new RegExp(`[${wordClass}]$`, 'u')
const wordAfter = new RegExp(`^[${wordClass}]`, 'u')

/** Finds added tokens in a text: leftmost first, the longest at each place. */
export class AddedTokenFinder {
  readonly #root: Node = { next: new Map() }

  /** `spellings` gives each token as it appears in the texts to be searched. */
  constructor(spellings: Iterable<readonly [spelling: string, token: AddedToken]>) {
    for (const [spelling, token] of spellings) {
      let node = this.#root
      for (let i = 0; i < spelling.length; i++) {
        const unit = spelling.charCodeAt(i)
        let next = node.next.get(unit)
        if (!next) node.next.set(unit, (next = { next: new Map() }))
        node = next
      }
      if (node !== this.#root) node.token ??= token
    }
  }

  /** The whole text in stretches, in order. */
  split(text: string): Stretch[] {
    const stretches: Stretch[] = []
    let done = 0
    for (let at = 0; at < text.length;) {
      const match = this.#longestAt(text, at)
      if (!match) { at++; continue }
      at = match.end
      if (match.token.singleWord && !standsAlone(text, match)) continue
      const { start, end } = withWhiteSpace(text, match, done)
      if (start >= end) continue
      if (done < start) stretches.push({ start: done, end: start })
      stretches.push({ start, end, token: match.token })
      done = end
    }
    if (done < text.length) stretches.push({ start: done, end: text.length })
    return stretches
  }

  #longestAt(text: string, start: number): (Range & { readonly token: AddedToken }) | undefined {
    let node: Node | undefined = this.#root
    let found: (Range & { readonly token: AddedToken }) | undefined
    for (let end = start; end < text.length; end++) {
      node = node.next.get(text.charCodeAt(end))
      if (!node) break
      if (node.token) found = { start, end: end + 1, token: node.token }
    }
    return found
  }
}

function standsAlone(text: string, { start, end }: Range): boolean {
  return !wordBefore.test(text.slice(Math.max(0, start - 2), start)) && !wordAfter.test(text.slice(end, end + 2))
}

function withWhiteSpace(text: string, match: Range & { readonly token: AddedToken }, done: number): Range {
  let { start, end } = match
  while (match.token.lstrip && start > done && whitespace.test(text[start - 1]!)) start--
  if (match.token.lstrip) start = Math.max(start, done)
  while (match.token.rstrip && end < text.length && whitespace.test(text[end]!)) end++
  return { start, end }
}
