import { statisticsOfHeads, textFacts, type CapturedTensor, type Encoding, type HeadTable, type TargetEncoding, type TextFacts } from '../../core/index.ts'
import { familyOf } from '../../protocol/families.ts'
import { joinTables } from './joinTables.ts'
import { joinTexts } from './encodeTexts.ts'

interface Texts {
  readonly request: { readonly text: string; readonly pair?: string }
  readonly encoding: Pick<Encoding, 'tokens' | 'sources'>
  readonly target?: Pick<TargetEncoding, 'tokens' | 'text'>
}

/** The facts of a text, or of a sentence pair as one. */
export function factsOf({ request, encoding }: Texts): TextFacts {
  const { tokens, text } = joinTexts(encoding, request.text, request.pair)
  return textFacts(tokens, text)
}

/** Every head in numbers; of an encoder-decoder each over the text that its keys are of. */
export function statisticsOf(layers: readonly CapturedTensor[], texts: Texts): HeadTable {
  const { request, encoding, target } = texts
  if (!target) return statisticsOfHeads(layers, factsOf(texts))
  const source = textFacts(encoding.tokens, request.text)
  const own = textFacts(target.tokens, target.text)
  return joinTables(layers.map((layer) => {
    const { family } = familyOf(layer)
    return statisticsOfHeads([layer], family === 'decoder' ? own : source, family === 'cross')
  }))
}
