import { t } from '../../l10n/translate.ts'
import { largest, sayNumber } from './stepNumbers.ts'
import type { Sentences } from './stepSentences.ts'
import { keyRow, tanhOf } from './stepRows.ts'

/** Near enough to 1 that more would change nothing. */
const full = 0.9

export const additiveProjections: Sentences = ({ query, keys, values, keyCount, unprojected = [] }, _, i, j) => [
  query ? t('W makes {0} numbers of the state of “{1}”, for what it looks for.', query.length, i) : '',
  keys ? t('U makes {0} numbers of the state of “{1}”, to be found by.', keys.length / keyCount, j) : '',
  !values ? '' : unprojected.includes('value') ? t('What “{0}” passes on is its state as it is, {1} numbers.', j, values.length / keyCount)
    : t('What “{0}” passes on is {1} numbers of its own.', j, values.length / keyCount),
]

export const additiveTanh: Sentences = (step, key, i, j) => {
  const [asked, units] = [step.query, tanhOf(step, key)]
  if (!asked || !units) return []
  const sums = asked.map((each, unit) => each + keyRow(step, key)![unit]!)
  const most = sums.reduce((best, sum, unit) => (Math.abs(sum) > Math.abs(sums[best]!) ? unit : best), 0)
  return [
    t('Number by number, W q of “{0}” and U k of “{1}” are added, not multiplied; the hyperbolic tangent keeps each sum between −1 and 1.', i, j),
    t('The farthest from 0, number {0}, goes from {1} to {2}; {3} of {4} are beyond ±{5}, where more would change little.',
      most + 1, sayNumber(sums[most]!), sayNumber(units[most]!), units.filter((unit) => Math.abs(unit) > full).length, units.length, full),
  ]
}

export const additiveEnergy: Sentences = ({ additive, energy }, key, _, j) => {
  if (!additive || !energy) return []
  const larger = additive.filter((score) => score > additive[key]!).length
  return [
    t('The vector v, learned and the same for all tokens, weighs the {0} numbers (its largest is {1} in size); all added up, “{2}” scores {3}.', energy.length, sayNumber(largest(energy)), j, sayNumber(additive[key]!)),
    larger === 0 ? t('No key fits this query better.') : larger === 1 ? t('1 of {0} keys fits this query better.', additive.length) : t('{0} of {1} keys fit this query better.', larger, additive.length),
    t('Nothing is divided by √d here: how large scores get is learned with v.'),
  ]
}
