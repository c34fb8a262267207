import { attentionBytes, GazeError, type CapturedTensor, type Encoding } from '../../core/index.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Progress } from '../../protocol/pageToHost.ts'
import { checkWeights } from './checkWeights.ts'
import type { FileReader } from './fileReader.ts'
import { jobQueue } from './jobQueue.ts'
import { allLayers, eachLayer, type Layers } from './layers.ts'
import { LruCache } from './lruCache.ts'
import { ModelRunner, type LoadedModel } from './modelRunner.ts'
import { sliceLayers } from './sliceLayers.ts'
import { summariseLayers } from './summariseLayers.ts'

type AnalyseCall = EngineCalls['analyse']
type SliceCall = EngineCalls['slice']

export interface JobOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

interface Analysed {
  readonly request: AnalyseCall['request']
  readonly encoding: Encoding
}

/** Weights kept for slices to come, all sessions together. */
const keptBytes = 256 * 2 ** 20
/** One layer's weights; onnxruntime holds about three times as much while it runs, of the 4 GB that wasm has. */
const largestLayer = 512 * 2 ** 20

/** Analyses texts and answers for their weights: which it keeps while there is room, and captures again after that. */
export class Analyst {
  readonly #runner: ModelRunner
  readonly #inTurn = jobQueue()
  readonly #analysed = new Map<string, Analysed>()
  readonly #kept = new LruCache<string, readonly CapturedTensor[]>(keptBytes, (layers) =>
    layers.reduce((bytes, { data }) => bytes + data.byteLength, 0),
  )

  constructor(reader: FileReader) {
    this.#runner = new ModelRunner(reader)
  }

  analyse(request: AnalyseCall['request'], options: JobOptions): Promise<AnalyseCall['reply']> {
    return this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, async (loaded) => {
        const { model, backend, loadMs, notes } = loaded
        const encoding = model.encode(request.text, textBounds(loaded))
        this.release(request.key.id)
        this.#analysed.set(request.key.id, { request, encoding })
        const layers = await this.#capture(request.key.id, loaded, encoding, options)
        const { summaries, thumbnails } = await summariseLayers(layers, encoding.tokens.length)
        const { tokens, truncated } = encoding
        const analysis = {
          tokens,
          layers: summaries,
          backend,
          ...(truncated && { truncated }),
          timing: { loadMs, runMs: layers.runMs() },
          notes: [...notes, ...model.info.refusals.map(({ reason }) => reason)],
        }
        return { analysis, thumbnails }
      }),
    )
  }

  async slice({ key, choice }: SliceCall['request'], options: JobOptions): Promise<SliceCall['reply']> {
    const isCurrent = this.#analysed.get(key.id)?.request.key.version === key.version
    const kept = isCurrent ? this.#kept.get(key.id) : undefined
    if (kept) return sliceLayers(allLayers(kept, 0), choice)
    return this.#inTurn(options.signal, () => {
      const { request, encoding } = this.#find(key)
      return this.#runner.use(request.model, request.backend, options, async (loaded) =>
        sliceLayers(await this.#capture(key.id, loaded, encoding, options), choice),
      )
    })
  }

  release(sessionId: string): void {
    this.#analysed.delete(sessionId)
    this.#kept.delete(sessionId)
  }

  #find({ id, version }: SliceCall['request']['key']): Analysed {
    const analysed = this.#analysed.get(id)
    if (!analysed) throw new GazeError('This text is not analysed (any more); show its attention again.')
    if (analysed.request.key.version !== version) throw new GazeError('Cancelled.', 'cancelled')
    return analysed
  }

  /** All layers at once where they fit the budget, and then they are kept; one by one otherwise. */
  async #capture(sessionId: string, { model, backend }: LoadedModel, encoding: Encoding, { signal, onProgress }: JobOptions): Promise<Layers> {
    const kept = this.#kept.get(sessionId)
    if (kept) return allLayers(kept, 0)
    onProgress({ phase: 'run' })
    if (attentionBytes(model.info, encoding.tokens.length) > keptBytes) return eachLayer(model, encoding, signal)
    const { attention, runMs } = await model.capture(encoding, { signal })
    if (backend === 'webgpu') attention.forEach(checkWeights)
    this.#kept.set(sessionId, attention)
    return allLayers(attention, runMs)
  }
}

/** No more tokens than one layer's weights have room for; the model's own bound holds beside it. */
function textBounds({ model }: LoadedModel): { maxTokens: number } {
  const heads = Math.max(1, ...model.info.sites.map((site) => site.heads ?? 1))
  const room = Math.floor(Math.sqrt(largestLayer / Float32Array.BYTES_PER_ELEMENT / heads))
  return { maxTokens: Math.min(room, model.info.maxTokens ?? room) }
}
