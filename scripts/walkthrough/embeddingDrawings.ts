import { cells, headCell, largest, signedLegend, strip, type CellSize } from './cells.ts'
import type { StopNumbers } from './modelNumbers.ts'
import { arrow, caption, colours, drawing, letter, outline, path, text } from './svg.ts'

const cell: CellSize = { width: 14, height: 18, gap: 1.5 }

/** The first numbers of the parts of a token's embedding, and of their sum; on one scale, so that the sum is seen to be one. */
export function inputDrawing(numbers: StopNumbers): string {
  const { stream, token } = numbers
  const shown = 20
  const parts = stream.parts.map(({ name, kind }) => ({ kind, vector: numbers.rows(name)[token]! }))
  const sum = parts.map(({ vector }) => vector.values).reduce((a, b) => a.map((value, index) => value + b[index]!))
  const top = largest(sum.subarray(0, shown), ...parts.map(({ vector }) => vector.values.subarray(0, shown)))
  const right = 60 + shown * cell.width
  const y = (row: number) => 116 + row * 32
  const line = y(parts.length) - 4
  const { drawn, middle } = sentence(numbers, 50)
  return drawing(480, 300, [
    drawn,
    arrow(middle, 64, middle, 106),
    ...parts.flatMap(({ kind, vector }, row) => [
      ...row > 0 ? [text(38, y(row) + 15, '+', { size: 18, fill: colours.muted })] : [],
      strip(60, y(row), vector, cell, top, shown),
      caption(right + 30, y(row) + 14, kind),
    ]),
    path(`M60 ${String(line)}H${String(right)}`, colours.muted, 1),
    text(38, line + 27, '=', { size: 18, fill: colours.muted }),
    cells(60, line + 10, { values: sum.subarray(0, shown), top, cell: { ...cell, height: 26 } }),
    text(right + 6, line + 28, '…', { fill: colours.muted }),
    signedLegend(60, 284),
  ])
}

/** The tokens as they are in the text, one of them in a frame. */
function sentence({ text: whole, tokens, token }: StopNumbers, y: number): { readonly drawn: string; readonly middle: number } {
  const size = 18
  let x = 60
  let middle = 0
  const drawn = tokens.flatMap(({ start, end, special }, index) => {
    if (special) return []
    const width = (end - start) * size * letter
    const word = text(x, y, whole.slice(start, end), { size })
    const frame = index === token ? [outline(x - 5, y - size - 1, width + 10, size + 9, colours.attention)] : []
    if (index === token) middle = x + width / 2
    x += width + 12
    return [...frame, word]
  })
  return { drawn: drawn.join(''), middle }
}

/** A token's representation as it enters the layer, and the query, key and value that the head makes of it. */
export function projectionsDrawing(numbers: StopNumbers): string {
  const { stream, site, head, token, tokens } = numbers
  const shown = 26
  const state = numbers.rows(stream.states.find(({ depth }) => depth === site.index)!.name)[token]!
  const made = (['query', 'key', 'value'] as const).map((kind) => ({ kind, vector: numbers.rows(`${site.name}.${kind}`, head)[token]! }))
  const width = 120
  const [left, right] = [34, 34 + 3 * width + 2 * 22]
  const narrow = { ...headCell, width: width / made[0]!.vector.values.length }
  return drawing(480, 240, [
    text(left, 30, tokens[token]!.text, { size: 16 }),
    strip(left, 42, state, { ...cell, height: 24 }, largest(state.values.subarray(0, shown)), shown),
    ...made.flatMap(({ kind, vector }, index) => {
      const x = left + index * (width + 22)
      return [
        arrow((left + right) / 2, 74, x + width / 2, 136),
        strip(x, 144, vector, narrow, largest(vector.values)),
        caption(x + width / 2, 184, kind, { size: 15, fill: colours.foreground, anchor: 'middle' }),
      ]
    }),
    signedLegend(left, 222),
  ])
}
