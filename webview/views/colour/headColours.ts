import { contrast, type Colour } from './colour.ts'
import { oklabDistance, seenAs, visions, type Oklab } from './oklab.ts'

/** Steps along each of red, green and blue of the colours to choose from. */
const steps = [0, 36, 73, 109, 146, 182, 219, 255]
/** WCAG's bound for graphics. */
const graphicsContrast = 3
/** Less colourful ones look like text and labels. */
const leastChroma = 0.09
/** Beyond it colours on a light ground are all but black. */
const mostContrast = 12

export interface Ground {
  readonly background: Colour
  readonly foreground: Colour
}

/**
 * `count` colours for several things at once on a background: the first is given, each next one is as far as can be from
 * all before it and from the foreground's, for the worst off of normal vision and the three kinds of dichromacy.
 */
export function headColours(first: Colour, { background, foreground }: Ground, count: number): readonly Colour[] {
  const candidates = steps.flatMap((r) => steps.flatMap((g) => steps.map((b): Colour => ({ r, g, b, a: 1 }))))
    .filter((colour) => isBetween(contrast(colour, background), graphicsContrast, mostContrast))
    .map((colour) => ({ colour, seen: appearances(colour), distance: Infinity }))
    .filter(({ seen: [normal] }) => Math.hypot(normal![1], normal![2]) >= leastChroma)
  const chosen = [foreground, first]
  for (const candidate of candidates) candidate.distance = worstDistance(candidate.seen, appearances(foreground))
  while (chosen.length <= count) {
    const last = appearances(chosen.at(-1)!)
    for (const candidate of candidates) candidate.distance = Math.min(candidate.distance, worstDistance(candidate.seen, last))
    chosen.push(candidates.reduce((best, candidate) => (candidate.distance > best.distance ? candidate : best)).colour)
  }
  return chosen.slice(1)
}

/** The distance of two colours for whom they are nearest. */
export function leastDistance(a: Colour, b: Colour): number {
  return worstDistance(appearances(a), appearances(b))
}

function appearances(colour: Colour): readonly Oklab[] {
  return visions.map((vision) => seenAs(colour, vision))
}

function worstDistance(a: readonly Oklab[], b: readonly Oklab[]): number {
  return Math.min(...a.map((seen, vision) => oklabDistance(seen, b[vision]!)))
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
