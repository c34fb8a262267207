import { GazeError, groupWeights, type HeadWeights } from '../../core/index.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import { measureOf } from '../../protocol/choice.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Group } from '../../protocol/groups.ts'
import type { Progress } from '../../protocol/pageToHost.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { StepChoice } from '../../protocol/steps.ts'
import { t } from '../l10n/translate.ts'
import { allWeights } from './allWeights.ts'
import { analysisOf } from './analysisOf.ts'
import type { Analysed, OfAll } from './analysed.ts'
import { captureLayer } from './captureLayer.ts'
import { checkWeights } from './checkWeights.ts'
import { encodeTexts } from './encodeTexts.ts'
import type { PageFiles } from './pageFiles.ts'
import { jobQueue } from './jobQueue.ts'
import { KeptWeights } from './keptWeights.ts'
import { layerReads } from './layerReads.ts'
import { checkStepRoom, type LayerTensors, layerTensors } from './layerTensors.ts'
import { LongText } from './longText.ts'
import { lookAtPicture } from './lookAtPicture.ts'
import { measured } from './measured.ts'
import { NextPlaces } from './nextPlaces.ts'
import { pairTexts, withTarget } from './pairTexts.ts'
import { predictionTable } from './predictionTable.ts'
import { checkSlice, groupSides, placed } from './pairRows.ts'
import { isLong, ofSource, rowOf, rowsOf, tokensOf, type Texts } from './texts.ts'
import { factsOf, statisticsOf } from './textStatistics.ts'
import { pacing } from './pacing.ts'
import { readStates } from './readStates.ts'
import { representationTable } from './representationTable.ts'
import { npzOf } from './npzOf.ts'
import { ModelRunner, type LoadedModel } from './modelRunner.ts'
import { checkChoice, overviewOf, thumbnailsOf, type Overview } from './overview.ts'
import { changedStep, readers, stepThrough } from './stepThrough.ts'

type AnalyseCall = EngineCalls['analyse']
type SliceCall = EngineCalls['slice']
type StepsCall = EngineCalls['steps']

export interface JobOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** Analyses texts and answers for their weights: which it keeps while there is room, and captures again after that. */
export class Analyst {
  readonly #files: PageFiles
  readonly #runner: ModelRunner
  readonly #inTurn = jobQueue()
  readonly #analysed = new Map<string, Analysed>()
  readonly #kept = new KeptWeights()
  readonly #places = new NextPlaces()

  constructor(files: PageFiles) {
    this.#files = files
    this.#runner = new ModelRunner(files)
  }

  analyse(request: AnalyseCall['request'], options: JobOptions): Promise<AnalyseCall['reply']> {
    const { key, text, pair, model: source, backend: choice } = request
    return this.#inTurn(options.signal, () =>
      this.#runner.use(source, choice, options, async (loaded) => {
        const { model } = loaded
        const seen = request.picture && await lookAtPicture(model, request.picture, this.#files, options)
        const both = model.info.kind === 'encoder-decoder' ? await pairTexts(model, seen ?? text, request.target ?? pair, options, request.sampling) : undefined
        const encoding = both?.source ?? seen ?? encodeTexts(model, text, pair)
        const target = both?.target
        this.release(key.id)
        const { layers, thumbnails, runMs } = await this.#overview(key.id, loaded, { encoding, ...(target && { target }) }, options)
        const { sites, streams, recurrent, convolutional } = model.info
        this.#analysed.set(key.id, { request, encoding, ...(target && { target }), layers, sites, streams, recurrent, ...(convolutional && { convolutional }) })
        return { thumbnails, ...(await analysisOf({ request, loaded, encoding, both, seen, layers, runMs }, this.#kept)) }
      }),
    )
  }

  async slice({ key, choice, grouping, groups }: SliceCall['request'], options: JobOptions): Promise<SliceCall['reply']> {
    const isCurrent = this.#analysed.get(key.id)?.request.key.version === key.version
    const rows = isCurrent ? rowsOf(this.#find(key)) : undefined
    if (rows) checkSlice(rows, choice)
    const sides = rows && groups && groupSides(rows, choice, groups)
    const kept = isCurrent ? this.#kept.slice(key.id, choice, sides?.queries, sides?.keys) : undefined
    const found = kept ?? (await this.#inTurn(options.signal, () => this.#captureSlice(key, choice, groups, options)))
    return { choice, ...(grouping && { grouping }), ...placed(rowsOf(this.#find(key)), choice, found, sides) }
  }

  heads({ key }: EngineCalls['heads']['request'], options: JobOptions): Promise<EngineCalls['heads']['reply']> {
    return this.#ofAll(key, options, {
      whole: statisticsOf,
      long: (text, analysed) => text.statistics(factsOf(analysed)),
    })
  }

  thumbnails({ key, size }: EngineCalls['thumbnails']['request'], options: JobOptions): Promise<EngineCalls['thumbnails']['reply']> {
    return this.#ofAll(key, options, {
      whole: (layers) => thumbnailsOf(layers, size),
      long: async (text) => (await text.overview(size)).thumbnails,
    })
  }

  async steps({ key, ...choice }: StepsCall['request'], options: JobOptions): Promise<StepsCall['reply']> {
    const { query, firstQuery, firstKey } = rowOf(this.#find(key), choice)
    const step = stepThrough(await this.#layer(key, choice, options), { ...choice, query })
    return { ...step, ...readers(this.#find(key)), token: query + firstQuery, ...(firstKey > 0 && { firstKey }) }
  }

  async whatIf({ key, change, ...choice }: EngineCalls['whatIf']['request'], options: JobOptions): Promise<EngineCalls['whatIf']['reply']> {
    return changedStep(await this.#layer(key, choice, options), { ...choice, query: rowOf(this.#find(key), choice).query }, change)
  }

  representations({ key, ...choice }: EngineCalls['representations']['request'], options: JobOptions): Promise<EngineCalls['representations']['reply']> {
    const { request, encoding } = this.#find(key)
    return this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, (plain) => {
        const { target } = this.#find(key)
        const own = target ? ofSource(choice, encoding) : choice
        const loaded = { ...plain, model: withTarget(plain.model, target) }
        const states = readStates(key.id, loaded, encoding, this.#kept, options)
        return representationTable(states, encoding.tokens, own, pacing(options).pace)
      }),
    )
  }

  predictions({ key }: EngineCalls['predictions']['request'], options: JobOptions): Promise<EngineCalls['predictions']['reply']> {
    return this.#ofText(key, options, ({ model }) => predictionTable(model, this.#find(key)))
  }

  next({ key, ...choice }: EngineCalls['next']['request'], options: JobOptions): Promise<EngineCalls['next']['reply']> {
    return this.#ofText(key, options, ({ model }) => this.#places.next(key, model, this.#find(key), choice, options.signal))
  }

  weights(request: EngineCalls['weights']['request'], options: JobOptions): Promise<EngineCalls['weights']['reply']> {
    return this.#ofAll(request.key, options, {
      whole: (layers) => allWeights(layers, request), long: () => Promise.resolve({ layers: null }),
    })
  }

  npz(request: EngineCalls['npz']['request'], options: JobOptions): Promise<EngineCalls['npz']['reply']> {
    return this.#ofAll(request.key, options, {
      whole: (layers, texts) => npzOf(request, tokensOf(texts), layers),
      long: (_, texts) => Promise.resolve(npzOf(request, tokensOf(texts), [])),
    })
  }

  release(sessionId: string): void {
    this.#analysed.delete(sessionId)
    this.#kept.release(sessionId)
  }

  /** Captures all layers at once where they fit the budget, and keeps them. */
  async #overview(sessionId: string, { model: plain, backend }: LoadedModel, texts: Texts, options: JobOptions): Promise<Overview> {
    const { signal, onProgress } = options
    const { encoding, target } = texts
    const model = withTarget(plain, target)
    onProgress({ phase: 'run' })
    if (isLong(model, texts)) return new LongText(sessionId, model, encoding, this.#kept, signal).overview()
    const { attention, runMs } = await model.capture(encoding, { signal })
    if (backend === 'webgpu') attention.forEach(checkWeights)
    this.#kept.keepAll(sessionId, attention)
    return overviewOf(attention, runMs)
  }

  async #captureSlice(key: SessionKey, choice: HeadChoice, groups: readonly Group[] | undefined, options: JobOptions): Promise<HeadWeights> {
    const { request, encoding, sites } = this.#find(key)
    const rows = rowsOf(this.#find(key))
    checkSlice(rows, choice)
    const sides = groups && groupSides(rows, choice, groups)
    return this.#runner.use(request.model, request.backend, options, async (plain) => {
      const { target } = this.#find(key)
      const loaded = { ...plain, model: withTarget(plain.model, target) }
      const { model } = loaded
      const kept = (): HeadWeights | undefined => this.#kept.slice(key.id, choice, sides?.queries, sides?.keys)
      const before = kept()
      if (before) return before
      const texts = this.#find(key)
      if (!isLong(model, texts) && !this.#kept.all(key.id)) await this.#overview(key.id, loaded, texts, options)
      options.onProgress({ phase: 'run' })
      const measure = measureOf(choice)
      if (measure === 'weights') return kept() ?? new LongText(key.id, model, encoding, this.#kept, options.signal).slice(choice, groups)
      const reads = layerReads(key.id, loaded, encoding, this.#kept, options.signal)
      const slice = await measured(measure, choice, { sites, reads, ...pacing(options) })
      this.#kept.keepSlice(key.id, choice, slice)
      return sides ? groupWeights(slice, sides.queries, sides.keys) : slice
    })
  }

  /** One layer's tensors, all heads and tokens: stepping from one to the next runs nothing. */
  async #layer(key: SessionKey, { layer, head }: StepChoice, options: JobOptions): Promise<LayerTensors> {
    const { request, encoding, layers, sites, streams } = this.#find(key)
    checkChoice(layers, { layer, head })
    const site = sites[layer]!
    const kept = (): LayerTensors | undefined => layerTensors(site, streams, this.#kept.tensors(key.id, layer, 'steps'), this.#kept.states(key.id, 'embeddings'))
    return kept() ?? this.#inTurn(options.signal, () =>
      this.#runner.use(request.model, request.backend, options, async ({ model: plain, backend }) => {
        const { target } = this.#find(key)
        const model = withTarget(plain, target)
        const before = kept()
        if (before) return before
        options.onProgress({ phase: 'run' })
        checkStepRoom(model.info, Math.max(encoding.tokens.length, target?.tokens.length ?? 0), layer)
        const { captured, embeddings } = await captureLayer({ model, backend }, encoding, layer, options.signal)
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
        if (isLong(loaded.model, analysed)) {
          options.onProgress({ phase: 'run' })
          return tell.long(new LongText(key.id, loaded.model, encoding, this.#kept, options.signal), analysed)
        }
        if (!this.#kept.all(key.id)) await this.#overview(key.id, loaded, analysed, options)
        return tell.whole(this.#kept.all(key.id)!, analysed)
      }),
    )
  }

  /** Loads the model of a text, in turn, and uses it. */
  #ofText<T>(key: SessionKey, options: JobOptions, use: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    const { request: { model, backend } } = this.#find(key)
    return this.#inTurn(options.signal, () => this.#runner.use(model, backend, options, (loaded) => {
      options.onProgress({ phase: 'run' })
      return use(loaded)
    }))
  }

  #find({ id, version }: SessionKey): Analysed {
    const analysed = this.#analysed.get(id)
    if (!analysed) throw new GazeError(t('This text is not analysed (any more); show its attention again.'))
    if (analysed.request.key.version !== version) throw new GazeError('Cancelled.', 'cancelled')
    return analysed
  }
}
