import type { Analysis, HeadChoice } from '../../protocol/attention.ts'
import { chosenFamily } from '../../protocol/families.ts'

/** Shorter words are articles and the like. */
const telling = 4

/**
 * The token that is looked from first in a picture, where no caret says one: of a layer over a caption its first word that is no article, else
 * the class token, else the patch in the middle; the agent in a world; none in a text.
 */
export function startFocus({ tokens, layers, patches, world }: Analysis, choice: HeadChoice): readonly number[] {
  if (world) return [world.agent]
  if (!patches) return []
  const words = [...tokens.keys()].filter((token) => tokens[token]!.segment === 1 && !tokens[token]!.special)
  const word = words.find((token) => tokens[token]!.text.replace(/^[Ġ▁]/, '').length >= telling) ?? words[0] ?? -1
  if ((chosenFamily(choice, layers) ?? 'encoder') !== 'encoder' && word >= 0) return [word]
  const { first, rows, columns } = patches
  return [first > 0 ? 0 : first + Math.floor(rows / 2) * columns + Math.floor(columns / 2)]
}
