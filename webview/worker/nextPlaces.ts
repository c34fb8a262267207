import { GazeError, poolWeights, type Ahead, type Encoding, type GazeModel } from '../../core/index.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import { isPool } from '../../protocol/choice.ts'
import type { NextChoice, NextPlace, SamplingChoice } from '../../protocol/predictions.ts'
import { t } from '../l10n/translate.ts'
import { likeliestCount, spellingOf } from './predictionTable.ts'
import type { Texts } from './texts.ts'

type Place = Omit<NextChoice, 'sampling'>

/** What comes next at places of texts; the last one that was run is kept, so that another way to draw there runs nothing. */
export class NextPlaces {
  #last: { readonly of: string; readonly ahead: Ahead } | undefined

  async next(key: SessionKey, model: GazeModel, texts: Texts, { sampling, ...place }: NextChoice, signal: AbortSignal): Promise<NextPlace> {
    const { encoding, target } = texts
    const read = (target ?? encoding).tokens.slice(0, place.place)
    const given = read.length
    if (given === 0) throw new GazeError(t('Nothing comes before the first token, so that nothing is expected of it.'))
    const ids = [...read.map(({ id }) => id), ...place.after]
    const most = (target ? model.info.maxTargetTokens : model.info.maxTokens) ?? Infinity
    const { logits, attention } = await this.#ahead(key, model, texts, ids, place, signal)
    const drawing = { ids, given, drawn: place.after.length, count: likeliestCount, ...samplingOf(sampling) }
    const { list, kept, keptProbability, drawn, ends } = model.draw(logits, drawing)
    return {
      candidates: list.map(({ id, probability, share, cut }) => ({ ...spellingOf(model, id), probability, share, ...(cut && { cut }) })),
      kept, keptProbability, ends, full: ids.length >= most,
      drawn: { ...spellingOf(model, drawn.id), share: drawn.probability, probability: drawn.modelProbability },
      text: continuation(model, ids, given), row: lastRow(attention, place.choice, ids.length),
    }
  }

  async #ahead(key: SessionKey, model: GazeModel, { encoding, target }: Texts, ids: readonly number[], { choice }: Place, signal: AbortSignal): Promise<Ahead> {
    const of = JSON.stringify([key, ids, choice.layer])
    if (this.#last?.of === of) return this.#last.ahead
    const read = ofIds(ids)
    const ahead = target ? await model.ahead(encoding, { target: read, signal })
      : await model.ahead(read, { sites: isPool(choice.layer) ? model.info.sites.map((_, site) => site) : [choice.layer], signal })
    this.#last = { of, ahead }
    return ahead
  }
}

/** As core takes it: what cuts nothing is left out. */
export function samplingOf({ temperature, topK, topP, seed }: SamplingChoice) {
  return { temperature, seed, ...(topK > 0 && { topK }), ...(topP < 1 && { topP }) }
}

/** Ids as what a model is run on: where they stand in a text is nothing to it. */
function ofIds(ids: readonly number[]): Encoding {
  const tokens = ids.map((id) => ({ id, text: '', start: 0, end: 0, special: false }))
  return { tokens, segments: new Uint8Array(ids.length), sources: new Uint8Array(ids.length) }
}

/** What ids add to the text before them: some tokenizers leave out the space before the first of a text. */
function continuation(model: GazeModel, ids: readonly number[], given: number): string {
  const [whole, before] = [model.decode(ids), model.decode(ids.slice(0, given))]
  return whole.startsWith(before) ? whole.slice(before.length) : model.decode(ids.slice(given))
}

/** What the last token attends to: in the chosen head, or where heads are taken together, in their average. */
function lastRow(attention: Ahead['attention'], { layer, head }: HeadChoice, tokens: number): Float32Array {
  if (attention.length === 0) return new Float32Array()
  const one = poolWeights(attention, isPool(layer) ? layer : 0, head)
  return one.weights.slice((tokens - 1) * one.keys, tokens * one.keys)
}
