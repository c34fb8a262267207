import { GazeError, localWindow, thumbnails, type CapturedTensor } from '../../core/index.ts'
import type { HeadChoice, LayerSummary, Thumbnails } from '../../protocol/attention.ts'
import { isPool } from '../../protocol/choice.ts'
import { chosenLayers, placeOf } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'

/** What is told of a text before anything is chosen: names and heads of its layers, and every head as a thumbnail. */
export interface Overview {
  readonly layers: readonly LayerSummary[]
  readonly thumbnails: Thumbnails
  readonly runMs: number
}

/** Rows and columns of a thumbnail: one a token, and no more than `most`; unasked, than a wide tab has pixels for. */
export function thumbnailSize(tokens: number, most = 64): number {
  return Math.min(most, tokens)
}

/** The overview of layers that are in memory, [heads, queries, keys] each. */
export function overviewOf(layers: readonly CapturedTensor[], runMs: number, most?: number): Overview {
  return {
    layers: layers.map((layer) => {
      const window = localWindow(layer)
      return { name: layer.name, heads: layer.shape[0], ...(window && { window }) }
    }),
    thumbnails: thumbnailsOf(layers, most),
    runMs,
  }
}

/** Every head as a picture of at most `most` cells along an edge, and no more than there are tokens; rows of no token are left out. */
export function thumbnailsOf(all: readonly CapturedTensor[], most?: number): Thumbnails {
  const layers = all.map(ofTokens)
  const size = thumbnailSize(Math.max(0, ...layers.map(({ shape }) => Math.max(shape[1], shape[2]))), most)
  return { size, layers: layers.length, ...thumbnails(layers, size) }
}

/** One overview of layers that were captured one after another. */
export function joinOverviews(each: readonly Overview[]): Overview {
  const layers = each.flatMap((overview) => overview.layers)
  const size = Math.max(0, ...each.map(({ thumbnails }) => thumbnails.size))
  const heads = Math.max(0, ...layers.map((layer) => layer.heads))
  const pixels = new Uint8Array(layers.length * heads * size * size)
  each.forEach(({ thumbnails }, index) => {
    pixels.set(thumbnails.pixels, index * heads * size * size)
  })
  return { layers, thumbnails: { size, layers: layers.length, heads, pixels }, runMs: each.reduce((sum, { runMs }) => sum + runMs, 0) }
}

/** Throws where there is no such layer or head, by the numbers that people see. */
export function checkChoice(layers: readonly LayerSummary[], choice: HeadChoice): void {
  const { layer, head } = choice
  const chosen = chosenLayers(choice, layers).flatMap((index) => layers[index] ?? [])
  if (chosen.length === 0) throw new GazeError(t('There is no layer {0}; choose one from 1 to {1}.', Number(layer) + 1, layers.length))
  const heads = Math.min(...chosen.map((each) => each.heads))
  if (!isPool(head) && !(head >= 0 && head < heads)) {
    throw new GazeError(t('There is no head {0}; choose one from 1 to {1}.', head + 1, heads))
  }
}

/** A layer without the rows at its end that are of no token. */
export function ofTokens(layer: CapturedTensor): CapturedTensor {
  const { name, shape: [heads, queries, keys], data } = layer
  const { beyond } = placeOf(layer, keys, queries)
  if (beyond === 0) return layer
  const own = (queries - beyond) * keys
  const rows = new Float32Array(heads * own)
  for (let head = 0; head < heads; head++) rows.set(data.subarray(head * queries * keys, head * queries * keys + own), head * own)
  return { name, shape: [heads, queries - beyond, keys], data: rows }
}
