import { ByteLevelDecoder, SequenceDecoder, type Decoder } from '@huggingface/tokenizers'
import type { AddedToken } from './addedToken.ts'
import type { Model } from './models/model.ts'
import type { Section } from './section.ts'

/**
 * Turns ids back into text, by the decoder that tokenizer.json names (spaces between tokens without one). Special tokens
 * and ids that the vocabulary lacks are left out.
 */
export function createDecoder(
  root: Section, config: Section, added: readonly AddedToken[], model: Model,
): (ids: readonly number[]) => string {
  const addedById = new Map(added.map((token) => [token.id, token]))
  const join = joiner(root, added)
  const cleanUp = config.fields.clean_up_tokenization_spaces === true

  return (ids) => {
    const tokens = ids
      .filter((id) => !addedById.get(id)?.special)
      .map((id) => addedById.get(id)?.content ?? model.tokenOf(id))
      .filter((token) => token !== undefined)
    const text = join(tokens)
    const words = model.wordSuffix ? text.replaceAll(model.wordSuffix, ' ').trim() : text
    return cleanUp ? withoutSpaceBeforePunctuation(words) : words
  }
}

function joiner(root: Section, added: readonly AddedToken[]): (tokens: string[]) => string {
  if (!root.has('decoder')) return (tokens) => tokens.join(' ')
  const section = root.section('decoder')
  let decoder: SequenceDecoder
  try {
    decoder = new SequenceDecoder({ type: 'Sequence', decoders: [section.fields as never] })
  } catch {
    throw section.unsupported(`the decoder ${section.type}`)
  }
  for (const each of nested(decoder)) if (each instanceof ByteLevelDecoder) each.added_tokens = added as never
  return (tokens) => decoder.decode(tokens)
}

function nested(decoder: Decoder): Decoder[] {
  return decoder instanceof SequenceDecoder ? decoder.decoders.flatMap((each) => (each ? nested(each) : [])) : [decoder]
}

function withoutSpaceBeforePunctuation(text: string): string {
  return text.replace(/ ([.?!,]|n't|'m|'s|'ve|'re)/g, '$1').replaceAll(" ' ", "'")
}
