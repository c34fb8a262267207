import type { Section } from './section.ts'
import type { Model } from './models/model.ts'

/** A token that is looked for in the text itself, before the model sees it: "[MASK]", "<|endoftext|>". */
export interface AddedToken {
  readonly id: number
  readonly content: string
  readonly special: boolean
  readonly normalized: boolean
  readonly singleWord: boolean
  /** Takes the white space on its left, or right, with it. */
  readonly lstrip: boolean
  readonly rstrip: boolean
}

/** Reads `added_tokens`, special ones first as they win where two look the same; as in the Rust tokenizers the vocabulary's own id wins, and new tokens are numbered in order. */
export function readAddedTokens(root: Section, model: Model): AddedToken[] {
  const sections = root.has('added_tokens') ? root.sections('added_tokens') : []
  const tokens = new Map<string, AddedToken>()
  let next = model.size
  for (const section of sections) {
    const content = section.text('content')
    if (content === '') continue
    const special = section.flag('special', false)
    tokens.set(content, {
      id: model.idOf(content) ?? tokens.get(content)?.id ?? next++,
      content,
      special,
      normalized: section.flag('normalized', !special),
      singleWord: section.flag('single_word', false),
      lstrip: section.flag('lstrip', false),
      rstrip: section.flag('rstrip', false),
    })
  }
  return [...tokens.values()].sort((a, b) => Number(b.special) - Number(a.special))
}
