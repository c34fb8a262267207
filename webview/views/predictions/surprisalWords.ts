import { likeliestAt, meanSurprisal, type PredictionTable, type Spelling } from '../../../protocol/predictions.ts'
import { tokenLabel } from '../../../protocol/tokenLabel.ts'
import { sayNumber, t } from '../../l10n/translate.ts'
import { sayToken } from '../../state/phrases.ts'

/** How a token that is not in the text is written. */
export function spellingLabel({ id, text, source, special }: Spelling): string {
  return tokenLabel([{ id, text, special, start: 0, end: source.length }], 0, source)
}

/** "4.21 bits". */
export function sayBits(bits: number): string {
  return t('{0} bits', sayNumber(bits, 2))
}

/** A probability as a share of 100 that never rounds to none: "12.3 %", "0.0004 %". */
export function sayProbability(probability: number): string {
  const share = 100 * probability
  return `${share >= 0.1 || share === 0 ? sayNumber(share, 1) : share.toPrecision(1)} %`
}

/** Mean, perplexity, and the most surprising token. */
export function surprisalSentence(table: PredictionTable, labels: readonly string[]): string {
  const { bits, tokens } = meanSurprisal(table)
  if (tokens === 0) return t('There is one token, which nothing comes before: nothing was expected of it.')
  const worst = mostSurprising(table)
  return t('Mean surprisal {0} over {1} tokens, perplexity {2}; most surprising is “{3}”, {4}.',
    sayBits(bits), sayNumber(tokens), sayNumber(2 ** bits, 1), sayToken(labels[table.first + worst]), sayBits(table.surprisal[worst]!))
}

/** The place of the token that was expected least; 0 where there is none. */
export function mostSurprising({ surprisal }: PredictionTable): number {
  return surprisal.reduce((worst, bits, place) => (!Number.isNaN(bits) && !(bits <= surprisal[worst]!) ? place : worst), 0)
}

/** What is said of the token at a place, its surprisal, probability and rank; why there is nothing, of the first. */
export function sayPlace(table: PredictionTable, place: number, name: string): string {
  const bits = table.surprisal[place]!
  if (Number.isNaN(bits)) return t('“{0}”: no surprisal, because nothing comes before it.', name)
  const [first] = likeliestAt(table, place)
  const place1 = table.rank[place]! + 1
  return place1 === 1 || !first ? t('“{0}”: {1}, probability {2}, the likeliest.', name, sayBits(bits), sayProbability(table.probability[place]!))
    : t('“{0}”: {1}, probability {2}, number {3}; the likeliest was “{4}”.', name, sayBits(bits), sayProbability(table.probability[place]!), sayNumber(place1), sayToken(spellingLabel(first)))
}

/** The end of the scale: what a blind guess would come to. */
export function blindGuess({ vocabulary }: PredictionTable): number {
  return Math.log2(vocabulary)
}
