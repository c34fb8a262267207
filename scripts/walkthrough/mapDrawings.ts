import { attendStep } from '../../core/index.ts'
import { stopPlan } from '../../src/tour/tourPlan.ts'
import { cells, largest, weightLegend } from './cells.ts'
import type { StopNumbers, Vector } from './modelNumbers.ts'
import { box, caption, colours, drawing, outline, text } from './svg.ts'

interface MapRow {
  readonly values: ArrayLike<number>
  readonly of?: string
}

/** A head's weights, a row a query, up to its own largest; in a frame, since no weight has no colour. */
export function map(x: number, y: number, rows: readonly MapRow[], cell: number, gap: number): string {
  const top = largest(...rows.map(({ values }) => values))
  const [width, height] = [rows[0]!.values.length * cell - gap, rows.length * cell - gap]
  const drawn = rows.map((row, index) => cells(x, y + index * cell, { ...row, top, cell: { width: cell, height: cell - gap, gap } }))
  return box(x - 2, y - 2, width + 4, height + 4, { fill: 'none', stroke: colours.muted, 'stroke-opacity': '0.4' }) + drawn.join('')
}

function weights({ rows, site }: StopNumbers, head: number): readonly Vector[] {
  return rows(site.name, head)
}

/** One head on the whole sentence. */
export function selfAttentionDrawing(numbers: StopNumbers): string {
  const [left, upper, cell] = [130, 76, 32]
  const labels = numbers.tokens.flatMap(({ text: word, special }, index) => {
    const fill = special ? colours.muted : colours.foreground
    const middle = index * cell + cell * 0.62
    return [
      text(left - 8, upper + middle, word, { size: 13, fill, anchor: 'end' }),
      text(left + middle, upper - 8, word, { size: 13, fill, turned: true }),
    ]
  })
  return drawing(480, 370, [map(left, upper, weights(numbers, numbers.head), cell, 1.5), ...labels, weightLegend(left, 356)])
}

/** All heads of the layer, the one of the stop in a frame. */
export function headsDrawing(numbers: StopNumbers): string {
  const pitch = 112
  const count = numbers.site.heads!
  const maps = Array.from({ length: count }, (_, head) => {
    const [x, y] = [24 + (head % 4) * pitch, 24 + Math.floor(head / 4) * pitch]
    const frame = head === numbers.head ? outline(x - 6, y - 6, 107, 107, colours.attention) : ''
    return map(x, y, weights(numbers, head), 12, 0.8) + frame
  })
  const lower = 24 + Math.ceil(count / 4) * pitch
  return drawing(480, lower + 24, [...maps, weightLegend(24, lower + 8)])
}

/** The model's head, and the same head where each token sees its neighbours only, worked out as the page does. */
export function reachDrawing(numbers: StopNumbers): string {
  const { site, head, tokens } = numbers
  const [query, key, value] = ['query', 'key', 'value'].map((kind) => numbers.rows(`${site.name}.${kind}`, head))
  const [keys, values] = [flat(key!), flat(value!)]
  const { change } = stopPlan('reach')
  const local = query!.map((row, position) =>
    ({ values: attendStep({ query: row.values, keys, values, scale: site.scale!, position }, change).weights }))
  const cell = 24
  const [left, right, upper] = [30, 258, 40]
  const unseen = tokens.flatMap((_, at) => tokens.flatMap((__, other) => Math.abs(at - other) <= change.window! ? []
    : [box(right + other * cell, upper + at * cell, cell - 1.5, cell - 1.5, { fill: colours.muted, 'fill-opacity': '0.12' })]))
  const middle = tokens.length * cell / 2
  return drawing(480, 270, [
    caption(left + middle, 26, 'global', { size: 15, fill: colours.foreground, anchor: 'middle' }),
    caption(right + middle, 26, 'local', { size: 15, fill: colours.foreground, anchor: 'middle' }),
    map(left, upper, weights(numbers, head), cell, 1.5),
    ...unseen,
    map(right, upper, local, cell, 1.5),
    weightLegend(left, 256),
  ])
}

function flat(rows: readonly Vector[]): Float32Array {
  return Float32Array.from(rows.flatMap(({ values }) => Array.from(values)))
}
