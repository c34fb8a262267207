import {
  attentionBytes, groupHeads, groupWeights, HeadPool, headsOf, headWeights, poolWeights, statisticsOfHeads, thumbnailsOfAreas,
  type Capture, type CapturedTensor, type CaptureOptions, type Encoding, type GazeModel, type HeadTable, type HeadWeights,
  type TextFacts,
} from '../../core/index.ts'
import type { HeadChoice, Pool } from '../../protocol/attention.ts'
import { isPool, rowsSumToOne } from '../../protocol/choice.ts'
import type { Group } from '../../protocol/groups.ts'
import type { KeptWeights } from './keptWeights.ts'
import { joinTables } from './joinTables.ts'
import { joinOverviews, overviewOf, thumbnailSize, type Overview } from './overview.ts'
import { weightsOf } from './weightsOf.ts'

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

  /** The weights of a choice, between tokens or groups; perhaps a view into what is kept. */
  async slice(choice: HeadChoice, groups?: readonly Group[]): Promise<HeadWeights> {
    const kept = this.#kept.slice(this.#sessionId, choice, groups)
    if (kept) return kept
    const { layer, head } = choice
    if (!isPool(layer) && this.#layerBytes(layer) <= outputBytes) {
      const { attention } = await this.#capture({ sites: [layer] })
      this.#kept.keepLayer(this.#sessionId, layer, attention[0]!)
      return weightsOf(attention, { ...choice, layer: 0 }, groups)
    }
    if (!rowsSumToOne(choice)) return this.#pool(choice, groups)
    const slice = isPool(layer) ? await this.#meanOverLayers(head) : headWeights((await this.#reduce([layer], head))[0]!, 0)
    this.#kept.keepSlice(this.#sessionId, choice, slice)
    return groups ? groupWeights(slice, groups) : slice
  }

  /** The mean of a layer's heads, which is not kept. */
  async mean(layer: number): Promise<HeadWeights> {
    return this.#kept.slice(this.#sessionId, { layer, head: 'mean' }) ?? headWeights((await this.#reduce([layer], 'mean'))[0]!, 0)
  }

  /** A maximum or minimum, of one layer after another. */
  async #pool(choice: HeadChoice, groups: readonly Group[] | undefined): Promise<HeadWeights> {
    const { layer, head } = choice
    const overLayers = new HeadPool(isPool(layer) ? layer : 'mean')
    for (const index of isPool(layer) ? this.#model.info.sites.keys() : [layer]) {
      const { attention } = await this.#capture({ sites: [index] })
      const heads = attention.map((each) => (groups ? groupHeads(each, groups) : each))
      if (layer === head) for (const each of headsOf(heads[0]!)) overLayers.add(each)
      else overLayers.add(poolWeights(heads, 0, head))
    }
    const pooled = overLayers.result()
    if (!groups) this.#kept.keepSlice(this.#sessionId, choice, pooled)
    return pooled
  }

  /** Some layers at a time, every head of every layer counting the same. */
  async #meanOverLayers(head: number | Pool): Promise<HeadWeights> {
    const sites = [...this.#model.info.sites.entries()]
    const atOnce = Math.max(1, Math.floor(outputBytes / (this.#encoding.tokens.length ** 2 * Float32Array.BYTES_PER_ELEMENT)))
    const mean = new HeadPool('mean')
    for (let at = 0; at < sites.length; at += atOnce) {
      const some = sites.slice(at, at + atOnce)
      const means = await this.#reduce(some.map(([index]) => index), head)
      means.forEach((each, i) => { mean.add(headWeights(each, 0), isPool(head) ? some[i]![1].heads ?? 1 : 1) })
    }
    return mean.result()
  }

  async #reduce(sites: readonly number[], head: number | Pool): Promise<readonly CapturedTensor[]> {
    const reduction = isPool(head) ? { reductions: ['headMean' as const] } : { reductions: ['head' as const], head }
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
