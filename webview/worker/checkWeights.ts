import type { CapturedTensor } from '../../core/index.ts'
import { t } from '../l10n/translate.ts'

/**
 * Throws where a layer's first head is not attention: rows must sum to 1, or to 0 where all is masked, but not all of
 * them. A graphics driver can give garbage without an error, which is not to be shown.
 */
export function checkWeights({ name, shape: [, queries, keys], data }: CapturedTensor): void {
  let rows = 0
  for (let query = 0; query < queries; query++) {
    let sum = 0
    for (let key = 0; key < keys; key++) sum += data[query * keys + key]!
    if (Math.abs(sum - 1) < 0.02) rows++
    else if (!(Math.abs(sum) < 0.02)) throw new Error(t('row {0} of {1} sums to {2} instead of 1', query + 1, name, sum.toFixed(3)))
  }
  if (rows === 0) throw new Error(t('{0} came back empty', name))
}
