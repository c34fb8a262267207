import {
  addHeads, attentionBytes, chooseWeights, headWeights, statisticsOfHeads, thumbnailsOfAreas,
  type Capture, type CapturedTensor, type CaptureOptions, type Encoding, type GazeModel, type HeadTable, type HeadWeights,
  type TextFacts,
} from '../../core/index.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import type { KeptWeights } from './keptWeights.ts'
import { joinTables } from './joinTables.ts'
import { joinOverviews, overviewOf, thumbnailSize, type Overview } from './overview.ts'

/** What a run may take out of the model at once. */
const outputBytes = 128 * 2 ** 20

/**
 * A text whose weights are too large to be taken out of the model: it reduces them itself to what is shown, and each
 * choice of layer and head that is not at hand costs a run.
 */
export class LongText {
  readonly #sessionId: string
  readonly #model: GazeModel
  readonly #encoding: Encoding
  readonly #kept: KeptWeights
  readonly #signal: AbortSignal

  constructor(sessionId: string, model: GazeModel, encoding: Encoding, kept: KeptWeights, signal: AbortSignal) {
    this.#sessionId = sessionId
    this.#model = model
    this.#encoding = encoding
    this.#kept = kept
    this.#signal = signal
  }

  /** Its thumbnails have at most `most` cells along an edge. */
  async overview(most?: number): Promise<Overview> {
    const { length } = this.#encoding.tokens
    const size = thumbnailSize(length, most)
    // Padding cannot be cut out of a thumbnail.
    if ((this.#model.info.fixedTokens ?? length) > length) {
      return joinOverviews(await this.#byLayer((attention, runMs) => overviewOf(attention, runMs, most)))
    }
    const { tensors, runMs } = await this.#capture({ reductions: ['thumbnail'], thumbnailSize: size })
    return {
      layers: tensors.map(({ name, shape }) => ({ name: name.replace(/\.thumbnail$/, ''), heads: shape[0] })),
      thumbnails: { size, layers: tensors.length, ...thumbnailsOfAreas(tensors, size, length) },
      runMs,
    }
  }

  async statistics(facts: TextFacts): Promise<HeadTable> {
    return joinTables(await this.#byLayer((attention) => statisticsOfHeads(attention, facts)))
  }

  /** The weights of a choice; perhaps a view into what is kept. */
  async slice(choice: HeadChoice): Promise<HeadWeights> {
    const kept = this.#kept.slice(this.#sessionId, choice)
    if (kept) return kept
    const { layer, head } = choice
    if (layer !== 'mean' && this.#layerBytes(layer) <= outputBytes) {
      const { attention } = await this.#capture({ sites: [layer] })
      this.#kept.keepLayer(this.#sessionId, layer, attention[0]!)
      return chooseWeights(attention, 0, head)
    }
    const slice = layer === 'mean' ? await this.#meanOverLayers(head) : headWeights((await this.#reduce([layer], head))[0]!, 0)
    this.#kept.keepSlice(this.#sessionId, choice, slice)
    return slice
  }

  /** Some layers at a time, every head of every layer counting the same. */
  async #meanOverLayers(head: number | 'mean'): Promise<HeadWeights> {
    const { length } = this.#encoding.tokens
    const sites = this.#model.info.sites.map((site, index) => ({ index, share: head === 'mean' ? (site.heads ?? 1) : 1 }))
    const total = sites.reduce((sum, { share }) => sum + share, 0)
    const weights = new Float32Array(length * length)
    const atOnce = Math.max(1, Math.floor(outputBytes / weights.byteLength))
    for (let at = 0; at < sites.length; at += atOnce) {
      const some = sites.slice(at, at + atOnce)
      const means = await this.#reduce(some.map(({ index }) => index), head)
      means.forEach((mean, i) => {
        addHeads(weights, mean, some[i]!.share / total)
      })
    }
    return { queries: length, keys: length, weights }
  }

  async #reduce(sites: readonly number[], head: number | 'mean'): Promise<readonly CapturedTensor[]> {
    const reduction = head === 'mean' ? { reductions: ['headMean' as const] } : { reductions: ['head' as const], head }
    return (await this.#capture({ sites, ...reduction })).tensors
  }

  async #byLayer<T>(tell: (attention: readonly CapturedTensor[], runMs: number) => T): Promise<T[]> {
    const each: T[] = []
    for (const index of this.#model.info.sites.keys()) {
      const { attention, runMs } = await this.#capture({ sites: [index] })
      each.push(tell(attention, runMs))
    }
    return each
  }

  #capture(options: CaptureOptions): Promise<Capture> {
    return this.#model.capture(this.#encoding, { ...options, signal: this.#signal })
  }

  #layerBytes(layer: number): number {
    return attentionBytes({ sites: [this.#model.info.sites[layer]!] }, this.#encoding.tokens.length)
  }
}
