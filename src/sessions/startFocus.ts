import type { Analysis, HeadChoice } from '../../protocol/attention.ts'
import { familyOf } from '../../protocol/families.ts'

/**
 * The token that is looked from first in a picture, where no caret says one: of a layer over a caption its first word, else
 * the class token, else the patch in the middle; none in a text.
 */
export function startFocus({ tokens, layers, patches }: Analysis, { layer }: HeadChoice): readonly number[] {
  if (!patches) return []
  const summary = typeof layer === 'number' ? layers[layer] : undefined
  const word = tokens.findIndex(({ segment, special }) => segment === 1 && !special)
  if (summary && familyOf(summary).family !== 'encoder' && word >= 0) return [word]
  const { first, rows, columns } = patches
  return [first > 0 ? 0 : first + Math.floor(rows / 2) * columns + Math.floor(columns / 2)]
}
