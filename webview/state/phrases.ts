import type { Direction, HeadChoice } from '../../protocol/attention.ts'

/** Weights are always said with three decimals. */
export function sayWeight(weight: number): string {
  return weight.toFixed(3)
}

/** What a screen reader hears of a cell; `row` and `column` are tokens as spoken. */
export function sayCell(direction: Direction, row: string, column: string, weight: number): string {
  const verb = direction === 'attendsTo' ? 'attends to' : 'is attended by'
  return `${row} ${verb} ${column}, ${sayWeight(weight)}`
}

/** "layer 3 head 5", "layer 3 average" or "all layers average". */
export function sayChoice({ layer, head }: HeadChoice): string {
  if (layer === 'mean') return 'all layers average'
  return head === 'mean' ? `layer ${layer + 1} average` : `layer ${layer + 1} head ${head + 1}`
}

/** What a screen reader hears of a row and its strongest columns; all names as spoken. */
export function sayTargets(direction: Direction, row: string, targets: readonly { readonly name: string; readonly weight: number }[]): string {
  const verb = direction === 'attendsTo' ? 'attends to' : 'is attended by'
  if (targets.length === 0) return `${row} ${verb} no token of the text`
  return `${row} ${verb} ${targets.map(({ name, weight }) => `${name}, ${sayWeight(weight)}`).join('; ')}`
}
