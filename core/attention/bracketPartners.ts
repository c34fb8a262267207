import type { Token } from '../tokens/token.ts'

const pairs = ['()', '[]', '{}', '（）', '［］', '｛｝', '「」', '『』', '【】', '〔〕', '《》', '〈〉', '⟨⟩']
const openerOf = new Map(pairs.map((pair) => [pair[1]!, pair[0]!]))
const openers = new Set(openerOf.values())

/**
 * For each token with closing brackets, the tokens that hold their opening partners, in no token twice and never the token
 * itself. Brackets are matched by a stack over the text: a closing one takes the nearest open one of its kind, those
 * opened in between are given up, and one that closes nothing is passed over. A bracket is in the last token it is part of.
 */
export function bracketPartners(tokens: readonly Token[], text: string): Map<number, readonly number[]> {
  const partners = new Map<number, number[]>()
  const owner = owners(tokens, text.length)
  const open: { bracket: string; token: number }[] = []
  for (let offset = 0; offset < text.length; offset++) {
    const token = owner[offset]!
    if (token < 0) continue
    const bracket = text[offset]!
    if (openers.has(bracket)) open.push({ bracket, token })
    const opener = openerOf.get(bracket)
    const depth = opener === undefined ? -1 : open.findLastIndex((each) => each.bracket === opener)
    if (depth < 0) continue
    const partner = open.splice(depth)[0]!.token
    const found = partners.get(token) ?? []
    if (partner !== token && !found.includes(partner)) partners.set(token, [...found, partner])
  }
  return partners
}

function owners(tokens: readonly Token[], length: number): Int32Array {
  const owner = new Int32Array(length).fill(-1)
  tokens.forEach(({ start, end, special }, token) => {
    if (!special) owner.fill(token, start, end)
  })
  return owner
}
