import type { AddedToken } from './addedToken.ts'
import { AddedTokenFinder, type Stretch } from './addedTokenFinder.ts'
import { AlignedText } from './align/alignedText.ts'
import type { Model } from './models/model.ts'
import { createNormalizer } from './normalizers/createNormalizer.ts'
import type { Piece } from './postProcessors/piece.ts'
import { createPreTokenizer } from './preTokenizers/createPreTokenizer.ts'
import type { Section } from './section.ts'

/**
 * The way of one text to its tokens: added tokens out of the text as it is, the rest normalized, added tokens out of
 * that, the rest split into pieces, each piece to the model. Spans are offsets into the text.
 */
export function textTokenizer(root: Section, model: Model, added: readonly AddedToken[]): (text: string) => Piece[] {
  const normalize = root.has('normalizer') ? createNormalizer(root.section('normalizer')) : (text: AlignedText) => text
  const preTokenize = root.has('pre_tokenizer')
    ? createPreTokenizer(root.section('pre_tokenizer'))
    : (text: AlignedText) => [text]
  const asTyped = new AddedTokenFinder(added.filter((token) => !token.normalized).map((token) => [token.content, token]))
  const normalized = new AddedTokenFinder(
    added.filter((token) => token.normalized).map((token) => [normalize(AlignedText.from(token.content)).text, token]),
  )

  return (text) => {
    const pieces: Piece[] = []
    const pushAdded = (aligned: AlignedText, { start, end, token }: Stretch): boolean => {
      if (!token) return false
      pieces.push({ id: token.id, value: aligned.text.slice(start, end), ...aligned.originalRange(start, end) })
      return true
    }
    const pushText = (piece: AlignedText): void => {
      model.tokenize(piece.text, (id, from, to) => {
        const value = id === model.literalUnknown ? piece.text.slice(from, to) : (model.tokenOf(id) ?? '')
        pieces.push({ id, value, ...piece.originalRange(from, to) })
      })
    }
    const original = AlignedText.from(text)
    for (const stretch of asTyped.split(original.text)) {
      if (pushAdded(original, stretch)) continue
      const rest = normalize(original.slice(stretch.start, stretch.end))
      for (const part of normalized.split(rest.text)) {
        if (pushAdded(rest, part)) continue
        for (const piece of preTokenize(rest.slice(part.start, part.end))) if (piece.length > 0) pushText(piece)
      }
    }
    return pieces
  }
}
