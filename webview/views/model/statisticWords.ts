import type { SortName } from '../../state/modelOrder.ts'

/** What the model view can be sorted by: its name, and in one sentence what the number says. */
export const statisticWords: Readonly<Record<SortName, { readonly label: string; readonly says: string; readonly unit: string }>> = {
  layer: { label: 'Layer', says: 'In the order of the model; square-root scale from 0 to 1, the same for all.', unit: '' },
  entropy: { label: 'Entropy', says: 'How widely a token spreads its attention, in bits; 0 is all on one token.', unit: ' bits' },
  distance: { label: 'Distance', says: 'How many tokens away the attention goes, on average.', unit: '' },
  previous: { label: 'Previous token', says: 'Weight on the token before.', unit: '' },
  next: { label: 'Next token', says: 'Weight on the token after.', unit: '' },
  self: { label: 'Itself', says: 'Weight of a token on itself.', unit: '' },
  first: { label: 'First token', says: 'Weight on the first token of the text.', unit: '' },
  special: { label: 'Special tokens', says: 'Weight on tokens that stand for no text, often a place to rest.', unit: '' },
  duplicate: { label: 'Same token', says: 'Weight on earlier tokens that are the same.', unit: '' },
  induction: { label: 'Induction', says: 'Weight on what came after earlier tokens that are the same.', unit: '' },
  bracket: { label: 'Brackets', says: 'Weight of a closing bracket on the one that it closes.', unit: '' },
}

/** Two decimals for bits and tokens, three for shares. */
export function sayStatistic(by: SortName, value: number): string {
  return `${value.toFixed(by === 'entropy' || by === 'distance' ? 2 : 3)}${statisticWords[by].unit}`
}
