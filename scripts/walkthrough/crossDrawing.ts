import { weightLegend } from './cells.ts'
import { map } from './mapDrawings.ts'
import { headRows, openBundled } from './openBundled.ts'
import { colours, drawing, text } from './svg.ts'

/** A translator on its sample: a row for each word it writes, a column for each word it has read. */
export async function crossDrawing(name: string): Promise<string> {
  const { model, sample, layer, head } = await openBundled(name)
  try {
    const [line] = new TextDecoder().decode(sample).split('\n')
    const encoding = model.encode(line!)
    const { capture } = await model.generate(encoding, { attention: { sites: [layer] } })
    const { attention: [cross], target } = capture!
    // A row is of the word that it wrote, one behind the word the decoder had just read.
    const written = target!.tokens.slice(1).map(({ text: word }) => bare(word))
    const rows = headRows(cross!, head).slice(0, written.length)
    const [left, upper, cell] = [130, 76, Math.min(32, Math.floor(340 / encoding.tokens.length))]
    const labels = [
      ...written.map((word, row) => text(left - 8, upper + (row + 0.62) * cell, word, { size: 13, anchor: 'end' })),
      ...encoding.tokens.map(({ text: word, special }, column) => text(left + (column + 0.62) * cell, upper - 8, bare(word), { size: 13, turned: true, fill: special ? colours.muted : colours.foreground })),
    ]
    const lower = upper + rows.length * cell + 22
    return drawing(480, lower + 12, [map(left, upper, rows, cell, 1.5), ...labels, weightLegend(left, lower)])
  } finally {
    await model.dispose()
  }
}

/** Without the mark of the space in front. */
function bare(word: string): string {
  return word.replace(/^▁/, '')
}
