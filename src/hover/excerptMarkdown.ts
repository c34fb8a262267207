import { levels, tintUnits } from '../overlay/tintUnits.ts'
import type { Unit } from '../sessions/units.ts'
import { escapeMarkdown } from './escapeMarkdown.ts'

/** Characters shown on either side of the unit. */
const around = 70

/** The colour of tints, #rrggbb, and the opacity of the strongest. */
export interface Tinting {
  readonly color: string
  readonly strongest: number
}

/** The text around a unit's first stretch, from unit to unit, tinted as the editor is; `row` has one weight a unit. */
export function excerptMarkdown(
  units: readonly Unit[], text: string, row: Float32Array, unit: number, { color, strongest }: Tinting,
): string {
  const [source = { start: 0, end: 0 }] = units[unit]!.spans
  const spans = units.flatMap((each) => each.spans)
  const from = Math.min(source.start, ...spans.map(({ start }) => start).filter((start) => start >= source.start - around))
  const reach = Math.min(source.end, source.start + around) + around
  const to = clean(text, Math.max(Math.min(source.end, reach), ...spans.map(({ end }) => end).filter((end) => end <= reach)))
  const tints = tintUnits(row, units).filter(({ start, end }) => end > from && start < to)
  const marks = new Set([from, to, source.start, Math.min(source.end, to)])
  for (const { start, end } of tints) marks.add(Math.max(start, from)).add(Math.min(end, to))
  const cuts = [...marks].sort((a, b) => a - b)
  const pieces = cuts.slice(1).map((end, index) => {
    const start = cuts[index]!
    const piece = escapeMarkdown(text.slice(start, end).replace(/\s+/g, ' '))
    const level = tints.find((tint) => tint.start <= start && end <= tint.end)?.level ?? 0
    const tinted = level > 0 ? `<span style="background-color:${color}${alpha((strongest * level) / levels)};">${piece}</span>` : piece
    return source.start <= start && end <= source.end ? `<strong>${tinted}</strong>` : tinted
  })
  return `${from > 0 ? '…' : ''}${pieces.join('')}${to < text.length ? '…' : ''}`
}

function alpha(opacity: number): string {
  return Math.round(255 * opacity).toString(16).padStart(2, '0')
}

/** Not between the halves of a character. */
function clean(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
