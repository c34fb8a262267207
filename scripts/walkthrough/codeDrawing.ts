import { largest, weightLegend } from './cells.ts'
import { headRows, openBundled } from './openBundled.ts'
import { box, caption, colours, drawing, letter, outline, short, text } from './svg.ts'

const [size, line, left] = [11.5, 16, 40]

/** A name in the code model's sample that comes again: a head of a global layer finds where it was, one of a local layer cannot see that far. */
export async function codeDrawing(): Promise<string> {
  const { model, sample, layer, head } = await openBundled('code')
  try {
    const code = new TextDecoder().decode(sample).trimEnd()
    const { tokens } = model.encode(code)
    const query = tokens.findLastIndex(({ start }) => start === code.lastIndexOf('apples') || start + 1 === code.lastIndexOf('apples'))
    const { attention: [global, local] } = await model.capture(model.encode(code), { sites: [layer, layer + 1] })
    const panel = (title: string, upper: number, { values, of }: { readonly values: Float32Array; readonly of: string }) => {
      const top = largest(values.filter((_, key) => !tokens[key]!.special))
      const tints = tokens.flatMap(({ start, end, special }, key) => {
        const share = values[key]! / top
        const word = code.slice(start, end)
        const from = start + word.length - word.trimStart().length
        return special || share < 0.0004 || word.trim() === '' ? []
          : [box(...placeOf(code, from, upper), word.trim().length * size * letter, line - 1, { fill: colours.attention, 'fill-opacity': short(Math.sqrt(share)), rx: '2' })]
      })
      const { start, end } = tokens[query]!
      const [x, y] = placeOf(code, start, upper)
      return `<g data-row="${of}">${caption(left, upper - 8, title)}${tints.join('')}${outline(x - 1, y, (end - start) * size * letter + 2, line - 1, colours.foreground)}${
        code.split('\n').map((words, row) => text(left, upper + row * line + 12, words.replaceAll(' ', '\u00a0'), { size })).join('')}</g>`
    }
    const height = code.split('\n').length * line
    const lower = 30 + height + 34
    return drawing(480, lower + height + 36, [
      panel('global', 30, headRows(global!, head)[query]!), panel('local', lower, headRows(local!, head)[query]!), weightLegend(left, lower + height + 24),
    ])
  } finally {
    await model.dispose()
  }
}

function placeOf(code: string, offset: number, upper: number): [x: number, y: number] {
  const before = code.slice(0, offset).split('\n')
  return [left + before.at(-1)!.length * size * letter, upper + (before.length - 1) * line]
}
