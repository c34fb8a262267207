import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from './linePath.ts'

export interface ChartSize {
  readonly width: number
  readonly height: number
}

export interface ChartPoint {
  readonly x: number
  readonly y: number
}

export interface ChartLayout {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
  /** Where each state stands. */
  readonly xs: readonly number[]
  /** Which states are labelled on the axis, so that labels do not touch. */
  readonly labelled: readonly number[]
  /** Of each series; null where its number is not defined. */
  readonly points: readonly (readonly (ChartPoint | null)[])[]
  readonly paths: readonly string[]
  /** Where the number at each line's end is written, apart from each other. */
  readonly ends: readonly (number | null)[]
}

const margin = { left: 34, right: 44, top: 8, bottom: 20 }
const endHeight = 13

/** Places lines from state to state on a chart whose scale ends at 1 and begins below the least number. */
export function chartLayout(all: readonly (readonly number[])[], states: number, { width, height }: ChartSize, labelWidth = 28): ChartLayout {
  const [left, right, top, bottom] = [margin.left, Math.max(margin.left + 40, width - margin.right), margin.top, height - margin.bottom]
  const y = scaleLinear().domain([lowEnd(all.flat()), 1]).range([bottom, top])
  const x = scalePoint<number>().domain(Array.from({ length: states }, (_, state) => state)).range([left + 10, right - 6])
  const xs = Array.from({ length: states }, (_, state) => x(state)!)
  const points = all.map((values) => values.map((value, state) => (Number.isNaN(value) ? null : { x: xs[state]!, y: y(value) })))
  return {
    left, right, top, bottom, xs, points,
    ticks: y.ticks(Math.max(2, Math.floor((bottom - top) / 36))).map((value) => ({ value, y: y(value) })),
    labelled: thinned(xs, labelWidth),
    paths: points.map(line),
    ends: apart(points.map((each) => each.at(-1)?.y ?? null), top, bottom),
  }
}

/** A round number below the least; 0 where that is near enough. */
export function lowEnd(values: readonly number[]): number {
  const least = Math.min(1, ...values.filter((value) => !Number.isNaN(value)))
  if (least >= 0 && least < 0.45) return 0
  return Math.max(-1, Math.min(0.9, Math.floor((least - 0.02) * 10) / 10))
}

/** Every state, every second, every fourth … as far as they have room, the last one always. */
function thinned(xs: readonly number[], width: number): readonly number[] {
  const last = xs.length - 1
  let step = 1
  while (step < last && (xs[step]! - xs[0]!) < width) step *= 2
  return xs.flatMap((x, state) => (state === last || (state % step === 0 && xs[last]! - x >= width) ? [state] : []))
}

/** The same heights, moved down and up until none touches another. */
function apart(heights: readonly (number | null)[], top: number, bottom: number): readonly (number | null)[] {
  const order = heights.flatMap((y, at) => (y === null ? [] : [{ at, y }])).sort((a, b) => a.y - b.y)
  let least = top
  for (const each of order) {
    each.y = Math.max(each.y, least)
    least = each.y + endHeight
  }
  let most = bottom
  for (const each of order.toReversed()) {
    each.y = Math.min(each.y, most)
    most = each.y - endHeight
  }
  const found = new Map(order.map(({ at, y }) => [at, y]))
  return heights.map((_, at) => found.get(at) ?? null)
}

/** The state nearest to a place on the chart, and the line nearest to it there. */
export function pointAt({ xs, points }: ChartLayout, x: number, y: number): { readonly state: number; readonly series: number } {
  const state = nearestOf(xs.map((each) => Math.abs(each - x)))
  const series = nearestOf(points.map((each) => Math.abs((each[state]?.y ?? Infinity) - y)))
  return { state, series }
}

function nearestOf(distances: readonly number[]): number {
  return distances.reduce((best, distance, at) => (distance < distances[best]! ? at : best), 0)
}
