import type { Encoding, ModelInfo } from '../../core/index.ts'
import type { AttentionSlice, LayerSummary } from '../../protocol/attention.ts'
import { fitChoice, measureOf } from '../../protocol/choice.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import { t } from '../l10n/translate.ts'
import { actIn } from './actIn.ts'
import { tokenSpans } from './encodeTexts.ts'
import type { KeptWeights } from './keptWeights.ts'
import { answersOf, type lookAtPicture } from './lookAtPicture.ts'
import type { LoadedModel } from './modelRunner.ts'
import { jointTokens, type PairTexts } from './pairTexts.ts'

type Call = EngineCalls['analyse']

/** What a run was of, and what came of it. */
export interface Ran {
  readonly request: Call['request']
  readonly loaded: LoadedModel
  readonly encoding: Encoding
  readonly both: PairTexts | undefined
  readonly seen: Awaited<ReturnType<typeof lookAtPicture>> | undefined
  readonly layers: readonly LayerSummary[]
  readonly runMs: number
}

/** All that is known of a text or picture once the model has run; of an agent also what it chooses, and the chosen head at once, so that its steps follow each other without a gap. */
export async function analysisOf({ request, loaded, encoding, both, seen, layers, runMs }: Ran, kept: KeptWeights): Promise<Omit<Call['reply'], 'thumbnails'>> {
  const { model, backend, loadMs, notes } = loaded
  const { key, text, pair, choice } = request
  const { truncated } = encoding
  const acted = await actIn(model, text, kept.all(key.id))
  const answers = seen && await answersOf(model, seen)
  const slice = acted && choice && sliceOf(fitChoice(choice, layers), key.id, kept)
  return {
    analysis: {
      tokens: both ? jointTokens(both) : tokenSpans(encoding, pair !== undefined),
      layers,
      ...(seen?.patches && { patches: seen.patches }),
      ...(answers && { answers }),
      ...(acted && { world: acted.world }),
      ...(both && { target: { text: both.target.text, generated: both.generated } }),
      backend,
      ...(model.predicts && { predicts: true }),
      ...(truncated && { truncated }),
      timing: { loadMs, runMs },
      notes: [...notes, ...(both?.notes ?? []), ...model.info.refusals.map(({ reason }) => reason), ...sayNone(model.info)],
    },
    ...(acted && { ownRows: acted.ownRows }),
    ...(slice && { slice }),
  }
}

function sliceOf(choice: NonNullable<Call['request']['choice']>, sessionId: string, kept: KeptWeights): AttentionSlice | undefined {
  const found = measureOf(choice) === 'weights' ? kept.slice(sessionId, choice) : undefined
  return found && { choice, queries: found.queries, keys: found.keys, weights: found.weights.slice() }
}

/** Why a model that nothing is refused of has nothing to show; no sentence where it has. */
function sayNone({ name, sites, refusals, recurrent }: ModelInfo): readonly string[] {
  if (sites.length > 0 || refusals.length > 0) return []
  return [recurrent.length === 0 ? t('{0} has no attention that can be recognised.', name)
    : t('{0} has no attention to show: it reads its text word by word, with {1} layers, and keeps what it read in their state alone.', name, recurrent.join(', '))]
}
