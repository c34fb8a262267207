import { representationCosines } from '../../core/index.ts'
import { largest } from './cells.ts'
import type { StopNumbers } from './modelNumbers.ts'
import { box, caption, colours, drawing, letter, outline, path, short, text } from './svg.ts'

/** The word in both contexts, as the bundled text has them. */
const quotes = [['the ', 'bank', ' of the river'], ['to the ', 'bank', ' to deposit the money']] as const

/** How far the same word's representations part, 1 - cosine from line to line: by the token alone, then before and after each layer. */
export function contextDrawing(numbers: StopNumbers): string {
  const { stream } = numbers
  const names = [stream.parts.find(({ kind }) => kind === 'token')!.name, ...stream.states.map(({ name }) => name)]
  const chosen = quotes.map((quote) => tokenOf(numbers, quote))
  const cosines = representationCosines(names.map((name) => {
    const rows = numbers.rows(name)
    const data = Float32Array.from(rows.flatMap(({ values }) => Array.from(values)))
    return { tokens: rows.length, hidden: rows[0]!.values.length, data }
  }), chosen)
  const distances = names.map((_, index) => 1 - cosines[index * 4 + 1]!)
  const unit = 120 / largest(distances)
  const x = (index: number) => 60 + index * 360 / (names.length - 1)
  const line = (side: 1 | -1, colour: string) => {
    const points = distances.map((distance, index) => [short(x(index)), short(146 + side * distance * unit / 2)] as const)
    const dots = points.map(([left, upper]) => `<circle cx="${left}" cy="${upper}" r="4" fill="${colour}"/>`)
    return path(`M${points.map((point) => point.join(' ')).join('L')}`, colour, 3) + dots.join('')
  }
  return drawing(480, 300, [
    quoted(quotes[0], 50, colours.attention),
    line(-1, colours.attention),
    line(1, colours.attendedBy),
    `<circle cx="${short(x(0))}" cy="146" r="5" fill="${colours.foreground}"/>`,
    caption(x(0) - 16, 232, 'token'),
    path(`M${short(x(1))} 228H${short(x(names.length - 1))}`, colours.muted, 1, ' marker-end="url(#head)"'),
    caption((x(1) + x(names.length - 1)) / 2, 246, 'layers', { anchor: 'middle' }),
    quoted(quotes[1], 282, colours.attendedBy),
  ])
}

function tokenOf({ text: whole, tokens }: StopNumbers, [before, word, after]: (typeof quotes)[number]): number {
  const found = whole.indexOf(before + word + after)
  if (found < 0) throw new Error(`The bundled text no longer has "${before}${word}${after}": quote what it has.`)
  return tokens.findIndex(({ start, special }) => !special && start === found + before.length)
}

function quoted([before, word, after]: (typeof quotes)[number], y: number, frame: string): string {
  const size = 16
  const start = 40 + before.length * size * letter
  const end = start + word.length * size * letter
  return text(40, y, before.trimEnd(), { size, fill: colours.muted }) + outline(start - 4, y - 18, end - start + 8, 26, frame)
    + text(start, y, word, { size }) + text(end + size * letter, y, after.trimStart(), { size, fill: colours.muted })
}

/** The text in an editor, its tokens tinted as the chosen one looks at them. */
export function ownTextDrawing(numbers: StopNumbers): string {
  const { text: whole, tokens, token, site, head } = numbers
  const weights = numbers.rows(site.name, head)[token]!.values
  const top = largest(weights.filter((_, index) => !tokens[index]!.special))
  const size = 20
  const x = (offset: number) => 44 + offset * size * letter
  const strongest = weights.indexOf(top)
  const middle = (index: number) => (x(tokens[index]!.start) + x(tokens[index]!.end)) / 2
  const tints = tokens.flatMap(({ start, end, special }, index) => special ? [] : [box(x(start), 82, x(end) - x(start), 28, {
    fill: colours.attention, 'fill-opacity': short(0.5 * weights[index]! / top), rx: '2',
  })])
  const { start, end } = tokens[token]!
  const [from, to] = [middle(token), middle(strongest)]
  return drawing(480, 220, [
    box(20, 20, 440, 180, { fill: colours.background, stroke: colours.border, rx: '4' }),
    ...tints,
    outline(x(start) - 1, 82, x(end) - x(start) + 2, 28, colours.attention),
    text(x(0), 103, whole, { size }),
    path(`M${short(from)} 80C${short(from + 24)} 50 ${short(to - 24)} 50 ${short(to)} 79`, colours.muted, 2, ' marker-end="url(#head)"'),
  ])
}
