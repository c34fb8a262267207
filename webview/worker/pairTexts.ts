import type { Encoding, GazeModel, TargetEncoding } from '../../core/index.ts'
import type { TokenSpan } from '../../protocol/attention.ts'
import type { SamplingChoice } from '../../protocol/predictions.ts'
import { t } from '../l10n/translate.ts'
import { samplingOf } from './nextPlaces.ts'
import type { JobOptions } from './analyst.ts'
import { roomFor } from './roomFor.ts'

/** What an encoder-decoder is run on. */
export interface PairTexts {
  readonly source: Encoding
  readonly target: TargetEncoding
  readonly generated: boolean
  /** Sentences for the person. */
  readonly notes: readonly string[]
}

/** Source, a text or a picture that the model has looked at, and target as it takes them; without a target it generates one, of the likeliest tokens unless another way is asked for. */
export async function pairTexts(model: GazeModel, seen: string | Encoding, given: string | undefined, { signal, onProgress }: JobOptions, sampling?: SamplingChoice): Promise<PairTexts> {
  const { info } = model
  const source = typeof seen === 'string' ? model.encode(seen, { maxTokens: roomFor(info) }) : seen
  const unknown = typeof seen === 'string' ? sayUnknown(model, source, seen) : []
  if (given !== undefined) {
    const target = model.target(given)
    const cut = target.truncated ? [t('Showing the first {0} of {1} tokens of the target.', target.truncated.kept, target.truncated.total)] : []
    return { source, target, generated: false, notes: [...unknown, ...cut, ...sayUnknown(model, target, given)] }
  }
  onProgress({ phase: 'run' })
  const drawn: number[] = []
  const { target, notes, finished, ids } = await model.generate(source, {
    ...(sampling && samplingOf(sampling)), signal,
    onStep: ({ id }) => {
      drawn.push(id)
      onProgress({ phase: 'run', written: model.decode(drawn) })
    },
  })
  const cut = finished === 'length' ? [t('The translation was cut after {0} tokens, before the model ended it.', ids.length)] : []
  return { source, target, generated: true, notes: [...unknown, ...cut, ...notes] }
}

/** The tokens of both, the source's first. */
export function jointTokens({ source, target }: Pick<PairTexts, 'source' | 'target'>): readonly TokenSpan[] {
  return [...source.tokens.map((token) => ({ ...token, segment: 0 })), ...target.tokens.map((token) => ({ ...token, segment: 1 }))]
}

/** The model with its target given already: every capture is of the two. */
export function withTarget(model: GazeModel, target: Encoding | undefined): GazeModel {
  return target ? { ...model, capture: (encoding, options) => model.capture(encoding, { ...options, target }) } : model
}

function sayUnknown({ info, unknown }: GazeModel, { tokens }: Encoding, text: string): string[] {
  const words = [...new Set(tokens.flatMap(({ id, start, end, special }) => (id === unknown && !special ? [text.slice(start, end).trim()] : [])))]
  return words.length ? [t('{0} does not know {1}.', info.name, words.map((word) => `“${word}”`).join(', '))] : []
}
