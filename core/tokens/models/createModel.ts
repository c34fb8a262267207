import type { Section } from '../section.ts'
import { bpe } from './bpe.ts'
import type { Model } from './model.ts'
import { unigram } from './unigram.ts'
import { wordLevel } from './wordLevel.ts'
import { wordPiece } from './wordPiece.ts'

/** The model that a section of tokenizer.json describes. Throws a GazeError for a type that is not supported. */
export function createModel(section: Section): Model {
  switch (typeOf(section)) {
    case 'WordPiece': return wordPiece(section)
    case 'BPE': return bpe(section)
    case 'Unigram': return unigram(section)
    case 'WordLevel': return wordLevel(section)
    default: throw section.unsupported(`the model ${section.type}`)
  }
}

/** Old files do not say the type: then it is told by the fields. */
function typeOf(section: Section): string {
  if (section.has('type') || !section.has('vocab')) return section.type
  if (section.has('merges')) return 'BPE'
  if (Array.isArray(section.fields.vocab)) return 'Unigram'
  return section.has('continuing_subword_prefix') ? 'WordPiece' : 'WordLevel'
}
