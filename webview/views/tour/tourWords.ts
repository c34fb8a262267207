import type { HeadChoice, LayerSummary } from '../../../protocol/attention.ts'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import type { TourStop } from '../../../protocol/tour.ts'
import { t } from '../../l10n/translate.ts'
import { sayChoice, sayWeight } from '../../state/phrases.ts'
import { stateName } from '../context/contextSeries.ts'
import { sayNumber } from '../steps/stepNumbers.ts'
import type { TourFacts } from './tourFacts.ts'

/** What is told at a stop: all of the running model, so that nothing is said of what has not come yet. */
export function tourSentences(stop: TourStop, facts: TourFacts, choice: HeadChoice, layers: readonly LayerSummary[]): readonly string[] {
  return sentences[stop](facts, choice, layers).filter((sentence) => sentence !== '')
}

type Sentences = (facts: TourFacts, choice: HeadChoice, layers: readonly LayerSummary[]) => readonly string[]

const input: Sentences = ({ query, step }) => [
  t('A model reads numbers, not words. The text is cut into tokens, and each token becomes a list of numbers.'),
  query !== undefined && step?.input
    ? t('“{0}” is these {1} numbers: what is known of the token itself, and where in the text it stands.', query, step.input.length) : '',
  t('All that follows is worked out from them.'),
]

const projections: Sentences = ({ query, step }) => [
  query !== undefined && step?.query ? t('From the numbers of “{0}” a head makes three shorter lists, {1} numbers each: query, key and value.', query, step.query.length) : '',
  t('The query is what a token looks for, the key what it can be found by, the value what it hands over.'),
  t('How they are made, each head has learned for itself.'),
]

const scores: Sentences = ({ query, step, name }) => {
  const [best, worst] = step?.scores ? [most(step.scores, 1), most(step.scores, -1)] : []
  return [
    query === undefined ? '' : t('The query of “{0}” is multiplied with the key of every token, number by number, and added up: the better they fit, the higher the score.', query),
    step?.scores && best !== undefined && worst !== undefined
      ? t('Scaled, the highest is {0}, of “{1}”, and the lowest {2}, of “{3}”.', sayNumber(step.scores[best]!), name(best), sayNumber(step.scores[worst]!), name(worst)) : '',
  ]
}

const softmax: Sentences = ({ query, targets: [first, second], special }) => [
  t('Softmax turns scores into weights: e to the power of each, divided by the sum of all. No weight is negative, and together they are 1.'),
  query !== undefined && first && second
    ? t('“{0}” gives “{1}” {2}, “{3}” {4}, and the special tokens {5}.', query, first.name, sayWeight(first.value), second.name, sayWeight(second.value), sayWeight(special)) : '',
]

const sum: Sentences = ({ query, targets: [first], step }) => [
  query !== undefined && first && step?.context
    ? t('Each value counts as much as its weight, that of “{0}” {1}. Added up they are {2} numbers: what this head tells “{3}” of the text.', first.name, sayWeight(first.value), step.context.length, query) : '',
  step ? t('The lists of all {0} heads side by side, through one more matrix, are what the layer adds to the token.', step.heads) : '',
]

const selfAttention: Sentences = ({ looks }, choice) => {
  const [first, second, third] = looks
  const pairs = looks.slice(0, 3).map(({ from, to }) => `${from} ${to}`).sort().join()
  return [
    t('Every token does this at the same time with its own query: each row of the map is one of them.'),
    first && second && third
      ? t('In {0}, “{1}” looks most at “{2}” ({3}), “{4}” at “{5}” ({6}), and “{7}” at “{8}” ({9}).', sayChoice(choice),
        first.from, first.to, sayWeight(first.value), second.from, second.to, sayWeight(second.value), third.from, third.to, sayWeight(third.value)) : '',
    pairs === 'ball chased,chased ball,dog chased'
      ? t('So who chases, what is chased and the verb between them find each other. Nobody taught it grammar: it learned this from text.') : '',
  ]
}

const heads: Sentences = ({ previous }, choice, layers) => [
  typeof choice.layer === 'number' ? t('Layer {0} has {1} heads side by side, each with matrices of its own, and each looks for something else.', choice.layer + 1, layers[choice.layer]?.heads ?? 0) : '',
  previous === undefined ? '' : t('In {0}, tokens give {1} of their weight to the one right before, on average; point at the others, or click one, to compare.', sayChoice(choice), sayWeight(previous)),
  t('The Model view has all {0} heads of the model.', layers.reduce((count, layer) => count + layer.heads, 0)),
]

const reach: Sentences = ({ query, targets: [first], changed, step, name }) => {
  const near = changed && most(changed.result.weights, 1)
  return [
    t('In this model every token may look at every other, in every layer: its attention is global. Models for long texts have layers that see only near tokens: local attention.'),
    query !== undefined && changed?.window !== undefined
      ? t('What if “{0}” saw no token more than {1} away? That is worked out beside the model’s own numbers, and is not the model’s.', query, changed.window) : '',
    step && changed && near !== undefined && first
      ? t('“{0}” goes from {1} to {2}, “{3}” from {4} to {5}.', first.name, sayWeight(first.value), sayWeight(changed.result.weights[first.token]!),
        name(near), sayWeight(step.weights[near]!), sayWeight(changed.result.weights[near]!)) : '',
  ]
}

const context: Sentences = ({ query, table }) => [
  query === undefined ? '' : t('“{0}” stands here twice, once at a river and once with money. Both begin with the same numbers, but for their positions.', query),
  t('Layer by layer, attention mixes in what stands around it: the two part, and may come together again.'),
  ...table ? pairSentences(table) : [],
]

function pairSentences({ states, cosines, average, form }: RepresentationTable): readonly string[] {
  const each = states.map((_, state) => cosines[4 * state + 1]!)
  const at = most(Float32Array.from(each), -1)
  const [first, last, mean] = [each[0]!, each.at(-1)!, average.at(-1)!]
  return [
    at > 0 && at < each.length - 1
      ? t('Their cosine begins at {0}, is lowest at “{1}”, {2}, and ends at {3}.', sayWeight(first), stateName(states[at]!, form === 'attentionInput'), sayWeight(each[at]!), sayWeight(last))
      : t('Their cosine begins at {0} and ends at {1}.', sayWeight(first), sayWeight(last)),
    Number.isNaN(mean) ? '' : t('To compare: at the end any two tokens of this text have {0} on average.', sayWeight(mean)),
  ]
}

const sentences: Readonly<Record<TourStop, Sentences>> = { input, projections, scores, softmax, sum, selfAttention, heads, reach, context }

/** Where the largest number is, or with -1 the smallest. */
function most(numbers: Float32Array, sign: 1 | -1): number {
  return numbers.reduce((found, value, index) => (sign * value > sign * numbers[found]! ? index : found), 0)
}
