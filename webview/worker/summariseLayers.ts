import { thumbnails as draw } from '../../core/index.ts'
import type { LayerSummary, Thumbnails } from '../../protocol/attention.ts'
import type { Layers } from './layers.ts'

/** Rows and columns of a thumbnail at most: as many as a wide tab has pixels for. A shorter text gets a pixel a token. */
const largestThumbnail = 64

/** What is told of all layers at once: names, numbers of heads, and every head as a thumbnail. */
export async function summariseLayers(layers: Layers, tokens: number): Promise<{ summaries: LayerSummary[]; thumbnails: Thumbnails }> {
  const size = Math.min(largestThumbnail, tokens)
  const summaries: LayerSummary[] = []
  const drawn: Uint8Array[] = []
  for (let index = 0; index < layers.count; index++) {
    const layer = await layers.get(index)
    summaries.push({ name: layer.name, heads: layer.shape[0] })
    drawn.push(draw([layer], size).pixels)
  }
  const heads = Math.max(0, ...summaries.map((layer) => layer.heads))
  const pixels = new Uint8Array(layers.count * heads * size * size)
  drawn.forEach((each, index) => {
    pixels.set(each, index * heads * size * size)
  })
  return { summaries, thumbnails: { size, layers: layers.count, heads, pixels } }
}
