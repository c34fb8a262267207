import { readPicture } from '../../cli/readPicture.ts'
import { bundledFolder } from '../../cli/bundledModels.ts'
import type { GazeModel, Picture, PatchGrid } from '../../core/index.ts'
import { cells, weightLegend } from './cells.ts'
import { headRows, openBundled } from './openBundled.ts'
import { box, caption, colours, drawing, short, text } from './svg.ts'

const upper = 44

interface Panel {
  readonly title: string
  readonly values: Float32Array
  readonly of: string
}

/** What the class token looks at in the sample picture. */
export async function visionDrawing(): Promise<string> {
  return onSample('pictures', async ({ model, picture, layer, head }) => {
    const encoding = await model.look(picture)
    const { attention: [site] } = await model.capture(encoding, { sites: [layer] })
    const [first] = headRows(site!, head)
    return { patches: encoding.patches!, panels: [{ title: encoding.tokens[0]!.text, ...first! }] }
  })
}

/** What the words of the caption look at that name a shape. */
export async function captionDrawing(): Promise<string> {
  return onSample('captioner', async ({ model, picture, layer, head }) => {
    const encoding = await model.look(picture)
    const { capture, text: told } = await model.generate(encoding, { attention: { sites: [layer] } })
    const { attention: [cross], target } = capture!
    // A row is of the word that it wrote, one behind the word the decoder had just read.
    const rows = headRows(cross!, head).map((row, at) => ({ ...row, title: target!.tokens[at + 1]?.text.trim() ?? '' }))
    const shapes = rows.filter(({ title }) => /circle|square|triangle|cross|ring/.test(title))
    return { patches: encoding.patches!, panels: shapes, told }
  })
}

interface OnSample {
  readonly model: GazeModel
  readonly picture: Picture
  readonly layer: number
  readonly head: number
}

async function onSample(name: string, look: (given: OnSample) => Promise<{ patches: PatchGrid; panels: readonly Panel[]; told?: string }>): Promise<string> {
  const { model, layer, head } = await openBundled(name)
  try {
    const picture = await readPicture(`${bundledFolder}${name}/sample.png`)
    const { patches, panels, told } = await look({ model, picture, layer, head })
    const side = Math.floor((448 - 16 * panels.length) / (panels.length + 1))
    const drawn = panels.map((panel, place) => weightsOver(panel, patches, 16 + (place + 1) * (side + 16), side))
    const lower = upper + side + 24
    return drawing(480, lower + 40, [
      painted(picture, 16, side), ...told === undefined ? [] : [text(16, lower + 26, told, { size: 14 })], ...drawn, weightLegend(16, lower),
    ])
  } finally {
    await model.dispose()
  }
}

/** One query's weights, a square a patch. */
function weightsOver({ title, values, of }: Panel, { first, rows, columns }: PatchGrid, left: number, side: number): string {
  const patches = values.subarray(first, first + rows * columns)
  const most = Math.max(...patches)
  const size = side / columns
  const drawn = Array.from({ length: rows }, (_, row) =>
    cells(left, upper + row * size, { values: patches.subarray(row * columns, (row + 1) * columns), top: most, cell: { width: size, height: size - 1, gap: 1 } }))
  return `<g data-row="${of}">${caption(left, upper - 8, title, { font: 'code' })}${box(left - 1, upper - 1, side + 1, side + 1, { fill: 'none', stroke: colours.muted, 'stroke-opacity': '0.5' })}${drawn.join('')}</g>`
}

/** The picture itself: pixels of one colour in a row as one, and alike rows as one. */
function painted({ width, height, data }: Picture, left: number, side: number): string {
  const size = side / Math.max(width, height)
  const colourAt = (x: number, y: number) => hsl(Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3), (value) => Math.round(value / 17) * 17))
  const runs = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (__, x) => x)
    .filter((x) => x === 0 || colourAt(x, y) !== colourAt(x - 1, y))
    .map((x, at, starts) => ({ x, width: (starts[at + 1] ?? width) - x, fill: colourAt(x, y) })))
  const open = new Map<string, number>()
  const boxes: string[] = []
  runs.forEach((row, y) => {
    for (const run of row) {
      const key = JSON.stringify(run)
      const from = open.get(key) ?? y
      const below = runs[y + 1]?.some((other) => JSON.stringify(other) === key)
      if (below) open.set(key, from)
      else {
        open.delete(key)
        boxes.push(box(left + run.x * size, upper + from * size, run.width * size, (y + 1 - from) * size, { fill: run.fill }))
      }
    }
  })
  return `<g shape-rendering="crispEdges">${boxes.join('')}</g>`
}

function hsl(channels: readonly number[]): string {
  const [red, green, blue] = channels.map((value) => value / 255) as [number, number, number]
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [light, range] = [(most + least) / 2, most - least]
  const hue = range === 0 ? 0 : most === red ? ((green - blue) / range + 6) % 6 : most === green ? (blue - red) / range + 2 : (red - green) / range + 4
  return `hsl(${short(60 * hue)} ${short(100 * (range === 0 ? 0 : range / (1 - Math.abs(2 * light - 1))))}% ${short(100 * light)}%)`
}
