import { cells, weightLegend } from './cells.ts'
import { headRows, openBundled } from './openBundled.ts'
import { box, colours, drawing, outline, text } from './svg.ts'

/** The agent's sample world: walls, goal and agent, each cell tinted as the agent's own looks at it. */
export async function worldDrawing(): Promise<string> {
  const { model, sample, layer, head } = await openBundled('agent')
  try {
    const world = new TextDecoder().decode(sample).trimEnd()
    const encoding = model.encode(world)
    const { attention: [site] } = await model.capture(encoding, { sites: [layer] })
    const own = encoding.tokens.findIndex(({ start }) => world[start] === 'A')
    const { values, of } = headRows(site!, head)[own]!
    const columns = world.indexOf('\n')
    const [left, upper, size] = [100, 30, 40]
    const top = Math.max(...values)
    const rows = Array.from({ length: values.length / columns }, (_, row) =>
      cells(left, upper + row * size, { values: values.subarray(row * columns, (row + 1) * columns), top, cell: { width: size, height: size - 2, gap: 2 } }))
    const things = encoding.tokens.map(({ start }, at) => {
      const [x, y] = [left + (at % columns) * size, upper + Math.floor(at / columns) * size]
      if (world[start] === '#') return box(x, y, size - 2, size - 2, { fill: colours.muted, 'fill-opacity': '0.35' })
      const frame = outline(x, y, size - 2, size - 2, world[start] === 'A' ? colours.attention : colours.border)
      return frame + (world[start] === '.' ? '' : text(x + size / 2 - 1, y + size / 2 + 6, world[start]!, { size: 18, anchor: 'middle' }))
    })
    const lower = upper + rows.length * size + 22
    return drawing(480, lower + 12, [`<g data-row="${of}">`, ...rows, '</g>', ...things, weightLegend(left, lower)])
  } finally {
    await model.dispose()
  }
}
