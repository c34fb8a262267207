import type { TourStop } from '../../../protocol/tour.ts'
import { t } from '../../l10n/translate.ts'

/** What a stop is called. */
export function tourTitle(stop: TourStop): string {
  switch (stop) {
    case 'input': return t('From words to numbers')
    case 'projections': return t('Query, key and value')
    case 'scores': return t('Scores')
    case 'softmax': return t('Softmax')
    case 'sum': return t('The weighted sum')
    case 'selfAttention': return t('Self-attention')
    case 'heads': return t('Several heads')
    case 'reach': return t('Global and local attention')
    case 'context': return t('Context')
  }
}
