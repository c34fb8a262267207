import { bar, cells, headCell, largest, signedLegend, strip } from './cells.ts'
import type { StopNumbers } from './modelNumbers.ts'
import { caption, colours, drawing, path, short, text } from './svg.ts'

const step = 28

/** The rows of the head for the token that is looked at. */
function ofToken(numbers: StopNumbers) {
  const { site, head, token } = numbers
  const rows = (kind: string) => numbers.rows(`${site.name}.${kind}`, head)
  const scores = rows('scores')[token]!.values
  return {
    query: rows('query')[token]!, keys: rows('key'), values: rows('value'), scores,
    weights: numbers.rows(site.name, head)[token]!.values, context: rows('context')[token]!,
    lowest: Math.min(0, ...scores), highest: Math.max(0, ...scores),
  }
}

function label(numbers: StopNumbers, index: number, x: number, y: number): string {
  const { text: word, special } = numbers.tokens[index]!
  return text(x, y, word, { size: 14, anchor: 'end', ...special && { fill: colours.muted } })
}

/** The query beside each key, and what their product gives: scores on both sides of 0. */
export function scoresDrawing(numbers: StopNumbers): string {
  const { query, keys, scores, lowest, highest } = ofToken(numbers)
  const top = largest(query.values, ...keys.map(({ values }) => values))
  const unit = 130 / (highest - lowest)
  const zero = 330 - lowest * unit
  const y = (row: number) => 66 + row * step
  return drawing(480, 324, [
    caption(24, 40, 'query'),
    label(numbers, numbers.token, 130, 40),
    strip(146, 26, query, headCell, top),
    path(`M${short(zero)} ${String(y(0) - 4)}V${String(y(keys.length) - 6)}`, colours.muted, 1),
    ...keys.flatMap((key, row) => [
      caption(24, y(row) + 14, 'key'),
      label(numbers, row, 130, y(row) + 14),
      strip(146, y(row), key, headCell, top),
      text(300, y(row) + 14, '→', { fill: colours.muted, anchor: 'middle' }),
      bar(zero, y(row) + 3, scores[row]!, unit, scores[row]! < 0 ? colours.attendedBy : colours.attention),
    ]),
    caption(zero, y(keys.length) + 12, 'score', { anchor: 'middle' }),
    signedLegend(24, y(keys.length) + 12),
  ])
}

/** Scores as bars on both sides of 0, and the weights that the softmax makes of them. */
export function softmaxDrawing(numbers: StopNumbers): string {
  const { scores, weights, lowest, highest } = ofToken(numbers)
  const unit = 140 / (highest - lowest)
  const zero = 84 - lowest * unit
  const y = (row: number) => 24 + row * step
  const axis = (x: number) => path(`M${short(x)} ${String(y(0) - 2)}V${String(y(scores.length) - 8)}`, colours.muted, 1)
  return drawing(480, 290, [
    axis(zero),
    axis(276),
    ...Array.from(scores, (score, row) => [
      label(numbers, row, 70, y(row) + 14),
      bar(zero, y(row) + 3, score, unit, colours.muted),
      text(250, y(row) + 14, '→', { fill: colours.muted, anchor: 'middle' }),
      bar(276, y(row) + 3, weights[row]!, 190, colours.attention),
    ]).flat(),
    caption(84, y(scores.length) + 18, 'scores'),
    caption(276, y(scores.length) + 18, 'weights'),
  ])
}

/** Each value times its weight, and the context they add up to; on one scale. */
export function sumDrawing(numbers: StopNumbers): string {
  const { values, weights, context } = ofToken(numbers)
  const weighted = values.map(({ values: value }, row) => value.map((number) => number * weights[row]!))
  const top = largest(context.values, ...weighted)
  const y = (row: number) => 20 + row * step
  const upper = y(values.length / 2) - context.values.length * 3
  const middle = upper + context.values.length * 3
  return drawing(480, 310, [
    ...weighted.flatMap((value, row) => [
      label(numbers, row, 70, y(row) + 14),
      bar(84, y(row) + 3, weights[row]!, 130, colours.attention),
      cells(214, y(row), { values: value, top, cell: headCell }),
      path(`M${String(214 + value.length * headCell.width + 6)} ${String(y(row) + 9)}L418 ${short(middle)}`, colours.muted, 6 * weights[row]!),
    ]),
    cells(428, upper, { values: context.values, of: context.of, top, cell: { width: 18, height: 6, gap: 0.5 }, upright: true }),
    caption(84, y(values.length) + 14, 'weight'),
    caption(214, y(values.length) + 14, 'weight × value'),
    caption(437, y(values.length) + 14, 'sum', { anchor: 'middle' }),
    signedLegend(214, y(values.length) + 42),
  ])
}
