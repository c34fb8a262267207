import { sayNumber, t } from '../../l10n/translate.ts'
import type { SortName } from '../../state/modelOrder.ts'
import { sayWeight } from '../../state/phrases.ts'

/** What the model view can be sorted by: its name, and in one sentence what the number says. */
export const statisticWords: Readonly<Record<SortName, { readonly label: string; readonly says: string }>> = {
  layer: { label: t('Layer'), says: t('In the order of the model.') },
  entropy: { label: t('Entropy'), says: t('How widely a token spreads its attention, in bits; 0 is all on one token.') },
  distance: { label: t('Distance'), says: t('How many tokens away the attention goes, on average.') },
  previous: { label: t('Previous token'), says: t('Weight on the token before.') },
  next: { label: t('Next token'), says: t('Weight on the token after.') },
  self: { label: t('Itself'), says: t('Weight of a token on itself.') },
  first: { label: t('First token'), says: t('Weight on the first token of the text.') },
  special: { label: t('Special tokens'), says: t('Weight on tokens that stand for no text, often a place to rest.') },
  duplicate: { label: t('Same token'), says: t('Weight on earlier tokens that are the same.') },
  induction: { label: t('Induction'), says: t('Weight on what came after earlier tokens that are the same.') },
  bracket: { label: t('Brackets'), says: t('Weight of a closing bracket on the one that it closes.') },
}

/** Bits and tokens as a number of the language, with two decimals; shares of the weight as weights, with three. */
export function sayStatistic(by: SortName, value: number): string {
  if (by === 'entropy') return t('{0} bits', sayNumber(value, 2))
  return by === 'distance' ? sayNumber(value, 2) : sayWeight(value)
}
