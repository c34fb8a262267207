import {
  attentionBytes, GazeError, groupWeights, statisticsOfHeads, textFacts,
  type AttentionSite, type CapturedTensor, type Encoding, type GazeModel, type HeadWeights, type TextFacts, type TokenStream,
} from '../../core/index.ts'
import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { measureOf } from '../../protocol/choice.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Group } from '../../protocol/groups.ts'
import type { Progress } from '../../protocol/pageToHost.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { StepChoice } from '../../protocol/steps.ts'
import { t } from '../l10n/translate.ts'
import { allWeights } from './allWeights.ts'
import { checkWeights } from './checkWeights.ts'
import { encodeTexts, joinTexts, tokenSpans } from './encodeTexts.ts'
import type { PageFiles } from './pageFiles.ts'
import { jobQueue } from './jobQueue.ts'
import { keptBytes, KeptWeights } from './keptWeights.ts'
import { layerReads } from './layerReads.ts'
import { checkStepRoom, type LayerTensors, layerTensors, stepTensors } from './layerTensors.ts'
import { LongText } from './longText.ts'
import { measured } from './measured.ts'
import { pacing } from './pacing.ts'
import { readStates } from './readStates.ts'
import { representationTable } from './representationTable.ts'
import { npzOf } from './npzOf.ts'
import { ModelRunner, type LoadedModel } from './modelRunner.ts'
import { checkChoice, overviewOf, thumbnailsOf, type Overview } from './overview.ts'
import { changedStep, stepThrough } from './stepThrough.ts'

type AnalyseCall = EngineCalls['analyse']
type SliceCall = EngineCalls['slice']
type HeadsCall = EngineCalls['heads']
type ThumbnailsCall = EngineCalls['thumbnails']
type StepsCall = EngineCalls['steps']
type WhatIfCall = EngineCalls['whatIf']
type RepresentationsCall = EngineCalls['representations']
type WeightsCall = EngineCalls['weights']
type NpzCall = EngineCalls['npz']

export interface JobOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

interface Analysed {
  readonly request: AnalyseCall['request']
  readonly encoding: Encoding
  readonly layers: readonly LayerSummary[]
  readonly sites: readonly AttentionSite[]
  readonly streams: readonly TokenStream[]
}

interface OfAll<T> {
  whole(layers: readonly CapturedTensor[], analysed: Analysed): T
  long(text: LongText, analysed: Analysed): Promise<T>
}

/** Analyses texts and answers for their weights: which it keeps while there is room, and captures again after that. */
export class Analyst {
  readonly #runner: ModelRunner
  readonly #inTurn = jobQueue()
  readonly #analysed = new Map<string, Analysed>()
  readonly #kept = new KeptWeights()

  constructor(files: PageFiles) {
    this.#runner = new ModelRunner(files)
  }

  analyse(request: AnalyseCall['request'], options: JobOptions): Promise<AnalyseCall['reply']> {
    const { key, text, pair, model: source, backend: choice } = request
    return this.#inTurn(options.signal, () =>
      this.#runner.use(source, choice, options, async (loaded) => {
        const { model, backend, loadMs, notes } = loaded
        const encoding = encodeTexts(model, text, pair)
        this.release(key.id)
        const { layers, thumbnails, runMs } = await this.#overview(key.id, loaded, encoding, options)
        this.#analysed.set(key.id, { request, encoding, layers, sites: model.info.sites, streams: model.info.streams })
        const { truncated } = encoding
        const analysis = {
          tokens: tokenSpans(encoding, pair !== undefined),
          layers,
          backend,
          ...(truncated && { truncated }),
          timing: { loadMs, runMs },
          notes: [...notes, ...model.info.refusals.map(({ reason }) => reason)],
        }
        return { analysis, thumbnails }
      }),
    )
  }

  async slice({ key, choice, grouping, groups }: SliceCall['request'], options: JobOptions): Promise<SliceCall['reply']> {
    const isCurrent = this.#analysed.get(key.id)?.request.key.version === key.version
    if (isCurrent) checkChoice(this.#find(key).layers, choice)
    const kept = isCurrent ? this.#kept.slice(key.id, choice, groups) : undefined
    const found = kept ?? (await this.#inTurn(options.signal, () => this.#captureSlice(key, choice, groups, options)))
    const { queries, keys, weights } = found
    return { choice, ...(grouping && { grouping }), queries, keys, weights: weights.slice() }
  }

  heads({ key }: HeadsCall['request'], options: JobOptions): Promise<HeadsCall['reply']> {
    return this.#ofAll(key, options, {
      whole: (layers, analysed) => statisticsOfHeads(layers, factsOf(analysed)),
      long: (text, analysed) => text.statistics(factsOf(analysed)),
    })
  }

  thumbnails({ key, size }: ThumbnailsCall['request'], options: JobOptions): Promise<ThumbnailsCall['reply']> {
    return this.#ofAll(key, options, {
      whole: (layers) => thumbnailsOf(layers, size),
      long: async (text) => (await text.overview(size)).thumbnails,
    })
  }

  async steps({ key, ...choice }: StepsCall['request'], options: JobOptions): Promise<StepsCall['reply']> {
    return stepThrough(await this.#layer(key, choice, options), choice)
  }

  async whatIf({ key, change, ...choice }: WhatIfCall['request'], options: JobOptions): Promise<WhatIfCall['reply']> {
    return changedStep(await this.#layer(key, choice, options), choice, change)
  }

  representations({ key, ...choice }: RepresentationsCall['request'], options: JobOptions): Promise<RepresentationsCall['reply']> {
    const { request, encoding } = this.#find(key)
    return this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, (loaded) => {
        this.#find(key)
        const states = readStates(key.id, loaded, encoding, this.#kept, options)
        return representationTable(states, encoding.tokens, choice, pacing(options).pace)
      }),
    )
  }

  weights(request: WeightsCall['request'], options: JobOptions): Promise<WeightsCall['reply']> {
    return this.#ofAll(request.key, options, {
      whole: (layers) => allWeights(layers, request), long: () => Promise.resolve({ layers: null }),
    })
  }

  npz(request: NpzCall['request'], options: JobOptions): Promise<NpzCall['reply']> {
    return this.#ofAll(request.key, options, {
      whole: (layers, { encoding }) => npzOf(request, encoding.tokens, layers),
      long: (_, { encoding }) => Promise.resolve(npzOf(request, encoding.tokens, [])),
    })
  }

  release(sessionId: string): void {
    this.#analysed.delete(sessionId)
    this.#kept.release(sessionId)
  }

  /** Captures all layers at once where they fit the budget, and keeps them. */
  async #overview(sessionId: string, { model, backend }: LoadedModel, encoding: Encoding, options: JobOptions): Promise<Overview> {
    const { signal, onProgress } = options
    onProgress({ phase: 'run' })
    if (isLong(model, encoding)) return new LongText(sessionId, model, encoding, this.#kept, signal).overview()
    const { attention, runMs } = await model.capture(encoding, { signal })
    if (backend === 'webgpu') attention.forEach(checkWeights)
    this.#kept.keepAll(sessionId, attention)
    return overviewOf(attention, runMs)
  }

  async #captureSlice(key: SessionKey, choice: HeadChoice, groups: readonly Group[] | undefined, options: JobOptions): Promise<HeadWeights> {
    const { request, encoding, layers, sites } = this.#find(key)
    checkChoice(layers, choice)
    return this.#runner.use(request.model, request.backend, options, async (loaded) => {
      this.#find(key)
      const { model } = loaded
      const kept = (): HeadWeights | undefined => this.#kept.slice(key.id, choice, groups)
      const before = kept()
      if (before) return before
      const long = isLong(model, encoding)
      if (!long && !this.#kept.all(key.id)) await this.#overview(key.id, loaded, encoding, options)
      options.onProgress({ phase: 'run' })
      const measure = measureOf(choice)
      if (measure === 'weights') return kept() ?? new LongText(key.id, model, encoding, this.#kept, options.signal).slice(choice, groups)
      const reads = layerReads(key.id, loaded, encoding, this.#kept, options.signal)
      const slice = await measured(measure, choice, { sites, reads, ...pacing(options) })
      this.#kept.keepSlice(key.id, choice, slice)
      return groups ? groupWeights(slice, groups) : slice
    })
  }

  /** One layer's tensors, all heads and tokens: stepping from one to the next runs nothing. */
  async #layer(key: SessionKey, { layer, head }: StepChoice, options: JobOptions): Promise<LayerTensors> {
    const { request, encoding, layers, sites, streams } = this.#find(key)
    checkChoice(layers, { layer, head })
    const site = sites[layer]!
    const kept = (): LayerTensors | undefined => layerTensors(site, streams, this.#kept.tensors(key.id, layer, 'steps'), this.#kept.states(key.id, 'embeddings'))
    return kept() ?? this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, async ({ model, backend }) => {
        this.#find(key)
        const before = kept()
        if (before) return before
        options.onProgress({ phase: 'run' })
        checkStepRoom(model.info, encoding.tokens.length, layer)
        const { attention, tensors } = await model.capture(encoding, {
          sites: [layer], tensors: stepTensors, streams: ['embeddings'], signal: options.signal,
        })
        if (backend === 'webgpu') attention.forEach(checkWeights)
        const isOwn = ({ name }: CapturedTensor): boolean => name.startsWith(`${site.name}.`)
        const captured = [...attention, ...tensors.filter(isOwn)]
        const embeddings = tensors.filter((tensor) => !isOwn(tensor))
        this.#kept.keepStates(key.id, 'embeddings', embeddings)
        this.#kept.keepTensors(key.id, layer, 'steps', captured)
        return layerTensors(site, streams, captured, embeddings)!
      }),
    )
  }

  /** What is told of all layers: from what is kept of them, or else from a new run. */
  async #ofAll<T>(key: SessionKey, options: JobOptions, tell: OfAll<T>): Promise<T> {
    const analysed = this.#find(key)
    const kept = this.#kept.all(key.id)
    if (kept) return tell.whole(kept, analysed)
    const { request, encoding } = analysed
    return this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, async (loaded) => {
        this.#find(key)
        if (isLong(loaded.model, encoding)) {
          options.onProgress({ phase: 'run' })
          return tell.long(new LongText(key.id, loaded.model, encoding, this.#kept, options.signal), analysed)
        }
        if (!this.#kept.all(key.id)) await this.#overview(key.id, loaded, encoding, options)
        return tell.whole(this.#kept.all(key.id)!, analysed)
      }),
    )
  }

  #find({ id, version }: SessionKey): Analysed {
    const analysed = this.#analysed.get(id)
    if (!analysed) throw new GazeError(t('This text is not analysed (any more); show its attention again.'))
    if (analysed.request.key.version !== version) throw new GazeError('Cancelled.', 'cancelled')
    return analysed
  }
}

function factsOf({ request, encoding }: Analysed): TextFacts {
  const { tokens, text } = joinTexts(encoding, request.text, request.pair)
  return textFacts(tokens, text)
}

/** Whether its weights are too large to be kept, or taken out of the model, all at once. */
function isLong({ info }: GazeModel, { tokens }: Encoding): boolean {
  return attentionBytes(info, Math.max(tokens.length, info.fixedTokens ?? 0)) > keptBytes
}
