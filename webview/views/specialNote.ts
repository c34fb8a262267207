import type { AttentionSlice, TokenSpan } from '../../protocol/attention.ts'
import { rowsSumToOne } from '../../protocol/choice.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import { t } from '../l10n/translate.ts'
import { sayWeight } from '../state/phrases.ts'
import { hiddenShare } from '../state/shownSlice.ts'

/** What is done with special tokens in a picture of `slice`, the model's own weights; empty where nothing is, or none are there. */
export function specialNote(slice: AttentionSlice, tokens: readonly TokenSpan[], mode: SpecialMode): string {
  if (mode === 'show' || !tokens.some(({ special }) => special)) return ''
  if (!rowsSumToOne(slice.choice)) return t('Special tokens are left out.')
  const share = sayWeight(hiddenShare(slice, tokens))
  return mode === 'hide'
    ? t('Special tokens are left out: {0} of the weight on average.', share)
    : t('Without special tokens ({0} of the weight on average), rows scaled up to the whole: not the model’s own weights.', share)
}
