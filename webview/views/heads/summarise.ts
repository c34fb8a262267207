import type { Direction, HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { t } from '../../l10n/translate.ts'
import { sayChoice, sayPair } from '../../state/phrases.ts'
import type { Lines } from './selectLines.ts'

const pairs = 5

/** What a screen reader hears of the lines: "Head view, layer 3 head 5: strongest: sum to total, 0.085; …". */
export function summarise(
  choice: HeadChoice, layers: readonly LayerSummary[], { rows, columns, weights }: Lines, tokens: readonly TokenSpan[], direction: Direction, name: (token: number) => string,
): string {
  const strongest = Array.from(weights, (weight, line) => ({ row: rows[line]!, column: columns[line]!, weight }))
    .filter(({ row, column }) => !tokens[row]!.special && !tokens[column]!.special)
    .sort((a, b) => b.weight - a.weight).slice(0, pairs)
  if (strongest.length === 0) return t('Head view, {0}: no line between tokens of the text is as strong as that.', sayChoice(choice, layers))
  const list = strongest.map(({ row, column, weight }) => sayPair(direction, name(row), name(column), weight)).join('; ')
  return t('Head view, {0}: strongest: {1}.', sayChoice(choice, layers), list)
}
