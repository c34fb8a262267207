import type { AttentionSlice, Direction } from '../../protocol/attention.ts'

/**
 * What the tokens in focus attend to, or are attended by, on average: one weight a token, rows of the matrix for
 * attendsTo, columns for attendedBy. All zero where nothing is in focus.
 */
export function gazeRow({ queries, keys, weights }: AttentionSlice, focus: readonly number[], direction: Direction): Float32Array {
  const [count, others, ownStep, otherStep] = direction === 'attendsTo' ? [queries, keys, keys, 1] : [keys, queries, 1, keys]
  const row = new Float32Array(others)
  const inside = focus.filter((token) => token >= 0 && token < count)
  for (const token of inside) {
    for (let other = 0; other < others; other += 1) row[other]! += weights[token * ownStep + other * otherStep]! / inside.length
  }
  return row
}
