import type { StepName } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'

/** What a step is called. */
export function stepTitle(step: StepName): string {
  switch (step) {
    case 'input': return t('Input representation')
    case 'projections': return t('Query, key, value')
    case 'products': return t('Dot products')
    case 'scale': return t('Scale')
    case 'tanh': return t('Sum and tanh')
    case 'energy': return t('Learned score')
    case 'scores': return t('Bias and mask')
    case 'softmax': return t('Softmax')
    case 'sum': return t('Weighted sum')
    case 'output': return t('Output')
  }
}
