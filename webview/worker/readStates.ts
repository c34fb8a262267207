import { GazeError, streamBytes, type CapturedTensor, type Encoding, type StreamKind, type TokenStream } from '../../core/index.ts'
import { t } from '../l10n/translate.ts'
import type { JobOptions } from './analyst.ts'
import type { KeptWeights } from './keptWeights.ts'
import type { LoadedModel } from './modelRunner.ts'

/** States that are taken out of the model, or kept, at once. */
const usualBytes = 64 * 2 ** 20

/** The states of a text's tokens on their way through a model. */
export interface States {
  readonly stream: TokenStream
  /** From the first to the last, [1, tokens, hidden] each. */
  each(): AsyncIterable<CapturedTensor>
  /** What the first is the sum of. */
  parts(): Promise<readonly CapturedTensor[]>
}

/** Reads states from what is kept of a text, or runs the model: once where they are few enough to be kept, else some of them a run. */
export function readStates(
  sessionId: string, { model }: LoadedModel, encoding: Encoding, kept: KeptWeights, { signal, onProgress }: JobOptions,
  mostBytes = usualBytes,
): States {
  const { streams, sites, name } = model.info
  const stream = streams.find((each) => each.name === sites[0]?.kind)
  if (!stream) throw new GazeError(t('The representations of {0} cannot be had: {1}', name, sites[0]?.missing.hidden ?? t('they cannot be told apart in its graph.')))
  const bytes = streamBytes({ streams: [stream] }, ['representations'], encoding.tokens.length)
  const runs = Math.ceil(bytes / mostBytes) || 1
  const capture = async (kinds: readonly StreamKind[], names: readonly string[]): Promise<readonly CapturedTensor[]> => {
    onProgress({ phase: 'run' })
    return (await model.capture(encoding, { sites: [], streams: kinds, states: names, signal })).tensors
  }
  const isPart = (tensor: CapturedTensor): boolean => stream.parts.some((part) => part.name === tensor.name)
  return {
    stream,
    async *each() {
      const names = stream.states.map((state) => state.name)
      const known = kept.states(sessionId, 'representations')
      if (known) return yield* known
      if (runs === 1) {
        const all = await capture(['representations', 'embeddings'], names)
        // Of an encoder-decoder the other stack's embeddings come too.
        const found = all.filter(({ name }) => names.includes(name))
        kept.keepStates(sessionId, 'representations', found)
        kept.keepStates(sessionId, 'embeddings', all.filter(isPart))
        return yield* found
      }
      const atOnce = Math.max(1, Math.floor(names.length / runs))
      for (let at = 0; at < names.length; at += atOnce) yield* await capture(['representations'], names.slice(at, at + atOnce))
    },
    async parts() {
      const known = kept.states(sessionId, 'embeddings')
      if (known || stream.parts.length === 0) return known ?? []
      const tensors = await capture(['embeddings'], [])
      kept.keepStates(sessionId, 'embeddings', tensors)
      return tensors
    },
  }
}
