import { GazeError, groupWeights, poolWeights, type AttentionSite, type CapturedTensor, type HeadWeights } from '../../core/index.ts'
import type { AttentionSlice } from '../../protocol/attention.ts'
import { measureOf, sameChoice } from '../../protocol/choice.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Failure } from '../../protocol/pageToHost.ts'
import type { Recording } from '../../protocol/recording.ts'
import { t } from '../l10n/translate.ts'
import type { CallOptions, EnginePort } from '../state/ports.ts'
import { allWeights } from '../worker/allWeights.ts'
import { measured } from '../worker/measured.ts'
import { npzOf } from '../worker/npzOf.ts'
import { thumbnailsOf } from '../worker/overview.ts'
import { pacing } from '../worker/pacing.ts'
import { checkSlice, groupSides, placed, type PairRows } from '../worker/pairRows.ts'
import { statisticsOf } from '../worker/textStatistics.ts'
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

  const { tokens: { length }, layers: summaries, target } = recording.analysis
  const sourceTokens = target ? recording.analysis.tokens.filter(({ segment }) => segment !== 1).length : length
  const rows: PairRows = { layers: summaries, sourceTokens, ...(target && { targetTokens: length - sourceTokens }) }

  function all(): readonly CapturedTensor[] {
    if (!layers) throw new Unrecorded(t('This recording has only the heads that were shown; run it again on its model for all of them.'))
    return layers
  }

  async function slice({ choice, grouping, groups }: EngineCalls['slice']['request'], options: CallOptions): Promise<AttentionSlice> {
    const found = recording.slices.find((one) => sameChoice(one.choice, choice) && one.grouping === grouping)
    if (found) return found
    const measure = measureOf(choice)
    checkSlice(rows, choice)
    const sides = groups && groupSides(rows, choice, groups)
    const between = measure === 'weights' ? weightsOf(all(), choice, sides?.queries, sides?.keys) : await measuredOf(measure, choice, options)
    const weights = sides && measure !== 'weights' ? groupWeights(between, sides.queries, sides.keys) : between
    return { choice, ...(grouping && { grouping }), ...placed(rows, choice, weights, sides) }
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
    const { analysis: { tokens, target }, text, pair } = recording
    const encoding = { tokens: tokens.slice(0, rows.sourceTokens), sources: Uint8Array.from(tokens, ({ segment }) => segment ?? 0) }
    return statisticsOf(all(), {
      request: { text, ...(pair !== undefined && { pair }) }, encoding, ...(target && { target: { tokens: tokens.slice(rows.sourceTokens), text: target.text } }),
    })
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
