import { spokenToken } from '../../protocol/tokenLabel.ts'
import type { Translate } from '../l10n/translate.ts'
import { saySpecial } from '../overlay/saySpecial.ts'
import { sayDirection } from '../sessions/sayChoice.ts'
import type { LensPlan } from './planLenses.ts'

/** "attends to total 0.120, sum 0.080, special tokens 0.700 · 63 % stays inside". */
export function sayLens({ direction, targets, special, specialMode, inside }: LensPlan, t: Translate): string {
  const parts = targets.map(({ label, weight }) => `${plain(spokenToken(label, t))} ${weight.toFixed(3)}`)
  if (special > 0) parts.push([t('special tokens {0}', special.toFixed(3)), saySpecial(specialMode, t)].filter(Boolean).join(', '))
  return [
    `${sayDirection(direction, t)} ${parts.join(', ')}`,
    ...inside === null ? [] : [t('{0} % stays inside', Math.round(100 * inside))],
  ].join(' · ')
}

/** Lenses take `$(name)` for an icon. */
function plain(label: string): string {
  return label.replaceAll('$(', '$\u200b(')
}
