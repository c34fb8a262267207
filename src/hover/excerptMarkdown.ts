import type { TokenSpan } from '../../protocol/attention.ts'
import { levels, strongest, tintTokens } from '../overlay/tintTokens.ts'
import { escapeMarkdown } from './escapeMarkdown.ts'

/** Characters shown on either side of the token. */
const around = 70

/** The text around a token, tinted as the editor is; `color` is #rrggbb, `row` has one weight a token. */
export function excerptMarkdown(tokens: readonly TokenSpan[], text: string, row: Float32Array, token: number, color: string): string {
  const source = tokens[token]!
  const from = clean(text, Math.max(0, source.start - around))
  const to = clean(text, Math.min(text.length, source.end + around, source.start + 2 * around))
  const tints = tintTokens(row, tokens).filter(({ start, end }) => end > from && start < to)
  const marks = new Set([from, to, source.start, Math.min(source.end, to)])
  for (const { start, end } of tints) marks.add(Math.max(start, from)).add(Math.min(end, to))
  const cuts = [...marks].sort((a, b) => a - b)
  const pieces = cuts.slice(1).map((end, index) => {
    const start = cuts[index]!
    const piece = escapeMarkdown(text.slice(start, end).replace(/\s+/g, ' '))
    const level = tints.find((tint) => tint.start <= start && end <= tint.end)?.level ?? 0
    const tinted = level > 0 ? `<span style="background-color:${color}${alpha(level)};">${piece}</span>` : piece
    return source.start <= start && end <= source.end ? `<strong>${tinted}</strong>` : tinted
  })
  return `${from > 0 ? '…' : ''}${pieces.join('')}${to < text.length ? '…' : ''}`
}

function alpha(level: number): string {
  return Math.round((255 * strongest.dark * level) / levels).toString(16).padStart(2, '0')
}

/** Not between the halves of a character. */
function clean(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
