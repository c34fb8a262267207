import type { StepThrough } from '../../../protocol/steps.ts'
import type { StepName } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { additiveEnergy, additiveProjections, additiveTanh } from './additiveSentences.ts'
import { strongestKey } from './keyOrder.ts'
import { isUsualScale } from './stepFormulas.ts'
import { isMaskedScore, sayNumber, sayScore } from './stepNumbers.ts'

/** The keys that are masked for this token. */
export function maskedKeys({ scores, bias }: StepThrough): readonly number[] {
  const by = bias ?? scores
  return by ? Array.from(by, (_, key) => key).filter((key) => isMaskedScore(by[key]!)) : []
}

/** What the model adds to the scores: 0 where scores differ by no more than float32 rounds away. */
export function addedBias({ bias, scores }: Pick<StepThrough, 'bias' | 'scores'>): Float32Array | undefined {
  return bias?.map((each, key) => (Math.abs(each) <= 1e-5 * (1 + Math.abs(scores?.[key] ?? 0)) ? 0 : each))
}

/** What a step does, in plain words and with this token's own numbers; `name` says a token. */
export function stepSentences(name: StepName, step: StepThrough, key: number, nameOf: (token: number) => string): readonly string[] {
  const [i, j] = [nameOf(step.token), nameOf(key)]
  const own = step.score === 'additive' ? additiveProjections : projections
  const sentences = { input, projections: own, products, scale, tanh: additiveTanh, energy: additiveEnergy, scores, softmax, sum, output }[name](step, key, i, j, nameOf)
  return sentences.filter((sentence) => sentence !== '')
}

/** What is said of a step; `i` names the query token, `j` the chosen key. */
export type Sentences = (step: StepThrough, key: number, i: string, j: string, nameOf: (token: number) => string) => readonly string[]

const input: Sentences = ({ input: vector, layer, heads, embeddings, recurrent, convolutional, unprojected = [], values, keyCount }, _, i, j) => [
  recurrent && convolutional ? t('Convolutions read the source, all words at once: what this model knows of a word is made of it and the words around it. It writes word by word, with {0} layers; there is no self-attention.', recurrent.join(', '))
    : recurrent ? t('This model reads its texts word by word, with {0} layers: it has no positions and no self-attention, and what it knows of a word is its state after it.', recurrent.join(', ')) : '',
  unprojected.includes('value') && values && !vector ? t('The state of “{0}” is these {1} numbers.', j, values.length / keyCount) : '',
  !embeddings ? '' : embeddings.length === 1 ? t('Before the first layer, “{0}” is what is known of its token alone.', i)
    : t('Before the first layer, “{0}” is a sum of {1} vectors: what is known of it alone.', i, embeddings.length),
  !vector ? '' : heads === 1 ? t('To layer {0}, “{1}” is these {2} numbers.', layer + 1, i, vector.length)
    : t('To layer {0}, “{1}” is these {2} numbers. All {3} heads of the layer read the same ones.', layer + 1, i, vector.length, heads),
]

const projections: Sentences = (step, key, i, j, nameOf) => (step.unprojected ? plainProjections : allProjections)(step, key, i, j, nameOf)

/** Where some are states as they are. */
const plainProjections: Sentences = ({ query, keys, values, keyCount, unprojected = [] }, _, i, j) => {
  const [keySize, valueSize] = [keys, values].map((all) => (all ? all.length / keyCount : undefined))
  const [keyIs, valueIs] = [unprojected.includes('key'), unprojected.includes('value')]
  return [
    !query ? '' : unprojected.includes('query') ? t('The query of “{0}” is its state as it is, {1} numbers.', i, query.length)
      : t('One matrix makes a query of the state of “{0}”, {1} numbers for what it looks for.', i, query.length),
    keySize === undefined || valueSize === undefined ? '' : keyIs && valueIs ? t('The state of “{0}”, {1} numbers, is both its key and its value: it is found by what it passes on.', j, keySize)
      : keyIs ? t('The key of “{0}” is its state as it is, {1} numbers; its value, {2} numbers, is made of it.', j, keySize, valueSize)
        : valueIs ? t('A matrix makes a key of the state of “{0}”, {1} numbers to be found by; its value is the state as it is, {2} numbers.', j, keySize, valueSize) : '',
  ]
}

const allProjections: Sentences = ({ head, query, values, heads, keyValueHead, keyValueHeads }, _, i, j) => [
  query ? t('Head {0} makes a query of “{1}”, {2} numbers for what it looks for; and of “{3}” a key to be found by, and a value to pass on.', head + 1, i, query.length, j)
    : t('Head {0} makes a query of “{1}” for what it looks for; and of “{2}” a key to be found by, and a value to pass on.', head + 1, i, j),
  t('They are shown as the model uses them: with bias and position where it has these.'),
  keyValueHeads !== undefined && keyValueHead !== undefined && keyValueHeads < heads && values
    ? t('{0} query heads share {1} heads of keys and values; this one reads number {2}.', heads, keyValueHeads, keyValueHead + 1) : '',
]

const products: Sentences = ({ products: all }, key, i, j) => {
  if (!all) return []
  const larger = all.filter((product) => product > all[key]!).length
  return [
    t('Number by number, the query of “{0}” times the key of “{1}”; all added up, {2}.', i, j, sayNumber(all[key]!)),
    larger === 0 ? t('No key fits this query better.') : larger === 1 ? t('1 of {0} keys fits this query better.', all.length) : t('{0} of {1} keys fit this query better.', larger, all.length),
  ]
}

const scale: Sentences = ({ scale: factor, query, products: all, scaled }, key, _, j) => {
  if (factor === undefined || !query || !all || !scaled) return []
  const [from, to, size] = [sayNumber(all[key]!), sayNumber(scaled[key]!), query.length]
  if (factor === 1) return [t('This head does not scale its products: “{0}” keeps {1}.', j, from)]
  if (isUsualScale(factor, size)) {
    return [t('Divided by √{0} = {1}, since the more numbers are added up, the larger the sums: “{2}” goes from {3} to {4}.', size, sayNumber(Math.sqrt(size)), j, from, to)]
  }
  return [t('The model multiplies by a number of its own, {0}, and not by 1/√{1} = {2}: “{3}” goes from {4} to {5}.', Number(factor.toPrecision(4)), size, sayNumber(1 / Math.sqrt(size)), j, from, to)]
}

const scores: Sentences = (step, key, i, j, nameOf) => {
  const { scaled, capped, scores: all, softCap } = step
  if (!all) return []
  const [bias, masked] = [addedBias(step), maskedKeys(step)]
  return [
    softCap !== undefined && scaled && capped
      ? t('A soft cap keeps scores between −{0} and {0}: “{1}” goes from {2} to {3}.', Number(softCap.toPrecision(4)), j, sayNumber(scaled[key]!), sayNumber(capped[key]!)) : '',
    !bias ? '' : bias.every((each) => each === 0 || isMaskedScore(each)) ? (masked.length === 0 ? t('Nothing is added here: “{0}” has {1}.', j, sayNumber(all[key]!)) : '')
      : isMaskedScore(bias[key]!) ? '' : t('For “{0}” the model adds {1}, which gives {2}.', j, sayNumber(bias[key]!), sayNumber(all[key]!)),
    sayMasked(masked, all.length, i, nameOf),
  ]
}

function sayMasked(masked: readonly number[], count: number, i: string, nameOf: (token: number) => string): string {
  if (masked.length === 0) return t('No key is masked.')
  if (masked.length === 1) return t('1 of {0} keys is masked, and “{1}” must not look at it: “{2}”.', count, i, nameOf(masked[0]!))
  const [first, last] = [masked[0]!, masked.at(-1)!]
  if (last - first >= masked.length) return t('{0} of {1} keys are masked, and “{2}” must not look at them.', masked.length, count, i)
  return t('{0} of {1} keys are masked, and “{2}” must not look at them: “{3}” to “{4}”.', masked.length, count, i, nameOf(first), nameOf(last))
}

const softmax: Sentences = ({ scores: all, maximum, exponentials, denominator, weights }, key, i, j, nameOf) => {
  if (!all || maximum === undefined || !exponentials || denominator === undefined) return [t('The model gives “{0}” {1} of the attention of “{2}”.', j, sayNumber(weights[key]!), i)]
  return [
    t('The largest score, {0} of “{1}”, is subtracted first, so that no power gets too large.', sayScore(maximum), nameOf(strongestKey(all))),
    t('e to the power of what is left is {0} for “{1}”; divided by the sum over all {2} keys, {3}, that is a weight of {4}.', sayNumber(exponentials[key]!), j, all.length, sayNumber(denominator), sayNumber(weights[key]!)),
  ]
}

const sum: Sentences = ({ weights }, _, i, __, nameOf) => {
  const strongest = strongestKey(weights)
  return [t('Every value counts as much as its weight, and all are added up to what this head brings “{0}”. “{1}” counts most, {2} of the whole.', i, nameOf(strongest), sayNumber(weights[strongest]!))]
}

const output: Sentences = ({ heads, head, context, concatenated, projection, output: result }, _, i) => [
  context && heads === 1 ? t('There is one head, and nothing to put side by side: what the attention gives “{0}” is its sum, {1} numbers.', i, context.length) : '',
  context && concatenated && heads > 1 ? t('The sums of all {0} heads side by side are {1} numbers; those of head {2} are {3} to {4}.',
    heads, concatenated.length, head + 1, head * context.length + 1, (head + 1) * context.length) : '',
  projection ? t('Wᴼ, {0} × {1} numbers, mixes them to what the layer adds to “{2}”.', projection.rows, projection.columns, i)
    : result ? t('Wᴼ mixes them to what the layer adds to “{0}”, {1} numbers.', i, result.length) : '',
]

