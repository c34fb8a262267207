import type { HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { familyOf } from '../../../protocol/families.ts'

/** Of all heads' weights together, in the page. */
const mostBytes = 64 * 2 ** 20

/** The layers in which what is focused has weights to or from the patches; the chosen one alone where all are too much. */
export function layersOfPicture(layers: readonly LayerSummary[], tokens: readonly TokenSpan[], focused: readonly number[], { layer }: HeadChoice): readonly number[] {
  const isOfCaption = focused.some((token) => tokens[token]?.segment === 1)
  const own = [...layers.keys()].filter((index) => familyOf(layers[index]!).family === (isOfCaption ? 'cross' : 'encoder'))
  const bytes = own.reduce((sum, index) => sum + layers[index]!.heads, 0) * tokens.length ** 2 * Float32Array.BYTES_PER_ELEMENT
  const chosen = typeof layer === 'number' && own.includes(layer) ? layer : own.at(-1)
  return bytes <= mostBytes || chosen === undefined ? own : [chosen]
}
