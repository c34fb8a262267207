import type { GazeModel, Likely } from '../../core/index.ts'
import type { PredictionTable, Spelling } from '../../protocol/predictions.ts'
import type { Texts } from './texts.ts'

/** How many of the likeliest are told of a place. */
export const likeliestCount = 10

/** What a model expected of each token of a text, or of its target. */
export async function predictionTable(model: GazeModel, { encoding, target }: Texts): Promise<PredictionTable> {
  const { tokens, next, vocabulary } = await model.predict(encoding, { count: likeliestCount, ...(target && { target }) })
  const count = tokens.length + 1
  const spellings: Spelling[] = []
  const known = new Map<number, number>()
  const likeliest = new Int32Array((count + 1) * likeliestCount).fill(-1)
  const likeliestProbability = new Float32Array(likeliest.length).fill(NaN)
  const put = (place: number, likely: readonly Likely[]): void => {
    likely.forEach(({ id, probability }, at) => {
      let index = known.get(id)
      if (index === undefined) known.set(id, index = spellings.push(spellingOf(model, id)) - 1)
      likeliest[place * likeliestCount + at] = index
      likeliestProbability[place * likeliestCount + at] = probability
    })
  }
  tokens.forEach((prediction, at) => { put(at + 1, prediction.likeliest) })
  put(count, next)
  return {
    first: target ? encoding.tokens.length : 0, count, vocabulary, spellings, likeliest, likeliestProbability, likeliestCount,
    surprisal: Float32Array.from([NaN, ...tokens.map(({ surprisal }) => surprisal)]),
    probability: Float32Array.from([NaN, ...tokens.map(({ probability }) => probability)]),
    rank: Int32Array.from([-1, ...tokens.map(({ rank }) => rank)]),
  }
}

/** How a model writes an id. */
export function spellingOf({ spell, decode }: Pick<GazeModel, 'spell' | 'decode'>, id: number): Spelling {
  const { text, special } = spell(id)
  return { id, text, source: special ? '' : decode([id]), special }
}
