import type { TakenStep, WorldAnalysis } from '../../../protocol/world.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'
import type { Painter } from '../painter.ts'
import { patchRect, type PictureLayout } from '../picture/pictureLayout.ts'
import { circle, line, type Point } from './strokes.ts'

/** A world to be painted, with what is looked at in it. */
export interface PaintedWorld {
  readonly world: WorldAnalysis
  /** A character a cell. */
  readonly cells: string
  /** A number a cell, up to `top`; null where there are none. */
  readonly weights: Float64Array | null
  readonly top: number
  /** The agent's way to where it is. */
  readonly steps: readonly TakenStep[]
}

/** Less probable moves have no arrow. */
const leastShown = 0.005
/** Narrower cells have no room for numbers. */
const leastNumbered = 34

/** Paints the cells with their tints, walls, goal, the way and the agent. */
export function paintWorld(painter: Painter, { world, cells, weights, top, steps }: PaintedWorld, layout: PictureLayout, palette: Palette): void {
  const { width, height } = layout
  painter.save()
  painter.fillStyle = palette.background
  painter.fillRect(0, 0, width, height)
  for (let cell = 0; cell < cells.length; cell++) {
    const { left, top: above, width: across, height: down } = patchRect(layout, cell)
    painter.fillStyle = rampCss(palette.ramp, weights ? Math.sqrt(Math.max(0, weights[cell]!) / top) : 0)
    painter.fillRect(left + 0.5, above + 0.5, across - 1, down - 1)
    if (cells[cell] === '#') paintWall(painter, layout, cell, palette)
  }
  const centre = (cell: number): Point => centreOf(layout, cell)
  if (steps.length > 0) {
    painter.globalAlpha = 0.55
    line(painter, [...steps.map(({ from }) => centre(from)), centre(world.agent)], [[2, palette.foreground]])
    painter.globalAlpha = 1
  }
  const size = sizeOf(layout)
  const goal = cells.indexOf('G')
  if (goal >= 0) for (const radius of [0.3, 0.13]) circle(painter, centre(goal), radius * size, [[size * 0.12, palette.background], [size * 0.06, palette.foreground]])
  circle(painter, centre(world.agent), 0.13 * size, [[0.34 * size, palette.background], [0.26 * size, palette.foreground]])
  painter.restore()
}

/** A block with a rim, on which the tint is seen. */
function paintWall(painter: Painter, layout: PictureLayout, cell: number, { foreground, background }: Palette): void {
  const { left, top, width, height } = patchRect(layout, cell)
  const rim = 0.2
  for (const [style, alpha, grow] of [[background, 1, 1], [foreground, 0.5, 0]] as const) {
    painter.globalAlpha = alpha
    painter.fillStyle = style
    painter.fillRect(left + width * rim - grow, top + height * rim - grow, width * (1 - 2 * rim) + 2 * grow, height * (1 - 2 * rim) + 2 * grow)
  }
  painter.globalAlpha = 1
}

/** Paints an arrow for each move, as thick as it is probable; over what is outlined. */
export function paintMoves(painter: Painter, { agent, goal, moves, chosen }: WorldAnalysis, layout: PictureLayout, palette: Palette): void {
  if (goal === null) return
  const size = sizeOf(layout)
  const { x, y } = centreOf(layout, agent)
  moves.forEach(({ name, probability }, index) => {
    if (probability < leastShown) return
    const [right, down] = { up: [0, -1], right: [1, 0], down: [0, 1], left: [-1, 0] }[name] as [number, number]
    const at = (along: number, aside = 0): Point => ({ x: x + (right * along - down * aside) * size, y: y + (down * along + right * aside) * size })
    const thick = Math.max(1.5, size * 0.12 * probability)
    const style = index === chosen ? palette.accent : palette.foreground
    const tip = 0.72
    const back = tip - 0.07 - 0.1 * probability
    const head = 0.05 + 0.1 * probability
    for (const stroke of [[at(0.32), at(tip)], [at(back, head), at(tip), at(back, -head)]]) line(painter, stroke, [[thick + 3, palette.background]])
    for (const stroke of [[at(0.32), at(tip)], [at(back, head), at(tip), at(back, -head)]]) line(painter, stroke, [[thick, style]])
    if (size >= leastNumbered) paintNumber(painter, `${Math.round(100 * probability)} %`, at(right === 0 ? 0.93 : 1.06), palette)
  })
}

function paintNumber(painter: Painter, text: string, { x, y }: Point, palette: Palette): void {
  painter.font = `600 11px ${palette.labelFont}`
  painter.textAlign = 'center'
  painter.textBaseline = 'middle'
  const width = painter.measureText(text).width
  painter.globalAlpha = 0.85
  painter.fillStyle = palette.background
  painter.fillRect(x - width / 2 - 2, y - 7, width + 4, 14)
  painter.globalAlpha = 1
  painter.fillStyle = palette.foreground
  painter.fillText(text, x, y)
}

function sizeOf({ x }: PictureLayout): number {
  return x[1]! - x[0]!
}

function centreOf(layout: PictureLayout, cell: number): Point {
  const { left, top, width, height } = patchRect(layout, cell)
  return { x: left + width / 2, y: top + height / 2 }
}
