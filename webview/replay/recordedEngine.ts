import { GazeError, groupWeights, poolWeights, statisticsOfHeads, textFacts, type AttentionSite, type CapturedTensor, type HeadWeights } from '../../core/index.ts'
import type { AttentionSlice } from '../../protocol/attention.ts'
import { measureOf, sameChoice } from '../../protocol/choice.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Failure } from '../../protocol/pageToHost.ts'
import type { Recording } from '../../protocol/recording.ts'
import { t } from '../l10n/translate.ts'
import type { CallOptions, EnginePort } from '../state/ports.ts'
import { allWeights } from '../worker/allWeights.ts'
import { joinTexts } from '../worker/encodeTexts.ts'
import { measured } from '../worker/measured.ts'
import { npzOf } from '../worker/npzOf.ts'
import { thumbnailsOf } from '../worker/overview.ts'
import { pacing } from '../worker/pacing.ts'
import { weightsOf } from '../worker/weightsOf.ts'

class Unrecorded extends Error {
  readonly failure: Failure

  constructor(message: string) {
    super(message)
    this.failure = { message, blame: 'input' }
  }
}

/** Answers from a recording as the worker does from the model: what follows from the weights is worked out anew, what does not is refused. */
export function recordedEngine(recording: Recording): EnginePort {
  const layers = recording.layers?.map(({ name, heads, queries, keys, weights }): CapturedTensor => ({ name, shape: [heads, queries, keys], data: weights })) ?? null

  function all(): readonly CapturedTensor[] {
    if (!layers) throw new Unrecorded(t('This recording has only the heads that were shown; run it again on its model for all of them.'))
    return layers
  }

  async function slice({ choice, grouping, groups }: EngineCalls['slice']['request'], options: CallOptions): Promise<AttentionSlice> {
    const found = recording.slices.find((one) => sameChoice(one.choice, choice) && one.grouping === grouping)
    if (found) return found
    const measure = measureOf(choice)
    const between = measure === 'weights' ? weightsOf(all(), choice, groups) : await measuredOf(measure, choice, options)
    const weights = groups && measure !== 'weights' ? groupWeights(between, groups) : between
    return { choice, ...(grouping && { grouping }), queries: weights.queries, keys: weights.keys, weights: weights.weights.slice() }
  }

  function measuredOf(measure: 'norms' | 'rollout' | 'flow', choice: AttentionSlice['choice'], options: CallOptions): Promise<HeadWeights> {
    const sites = all().map(({ name }) => ({ kind: name.replace(/\.\d+$/, '') }) as AttentionSite)
    return measured(measure, choice, {
      sites, ...pacing(options),
      reads: {
        mean: (layer) => Promise.resolve(poolWeights(all(), layer, 'mean')),
        valued: () => Promise.reject(new Unrecorded(t('Norms need the model’s values, which are not recorded; run it again on its model.'))),
      },
    })
  }

  function heads(): EngineCalls['heads']['reply'] {
    if (recording.statistics) return recording.statistics
    const { analysis: { tokens }, text, pair } = recording
    const joined = joinTexts({ tokens, sources: Uint8Array.from(tokens, ({ segment }) => segment ?? 0) }, text, pair)
    return statisticsOfHeads(all(), textFacts(joined.tokens, joined.text))
  }

  return {
    analyse: answer(() => ({ analysis: recording.analysis, thumbnails: recording.thumbnails })),
    slice: answer(slice),
    heads: answer(heads),
    thumbnails: answer(({ size }) => thumbnailsOf(all(), size)),
    steps: answer(() => { throw new Unrecorded(t('A recording has the weights, but not the vectors that they are made of; run it again on its model to step through.')) }),
    whatIf: answer(() => { throw new Unrecorded(t('What would be otherwise can only be worked out on the model.')) }),
    representations: answer(() => { throw new Unrecorded(t('A recording does not have the tokens’ representations; run it again on its model to compare them.')) }),
    predictions: answer(() => {
      if (recording.predictions) return recording.predictions
      throw new Unrecorded(t('What the model expected is not recorded; run the recording again on its model.'))
    }),
    next: answer(() => { throw new Unrecorded(t('Only a model can write on; run the recording again on its model.')) }),
    weights: answer((request) => (layers ? allWeights(layers, request) : { layers: null })),
    npz: answer((request) => npzOf(request, recording.analysis.tokens, layers ?? [])),
    release: () => undefined,
  }
}

/** Later, as from a worker; core's errors become failures. */
function answer<Request, Reply>(work: (request: Request, options: CallOptions) => Reply | Promise<Reply>) {
  return async (request: Request, options: CallOptions): Promise<Reply> => {
    try {
      return await work(request, options)
    } catch (error) {
      throw error instanceof GazeError ? new Unrecorded(error.message) : error
    }
  }
}
