import type { ChartPoint } from './chartLayout.ts'

/** An SVG path through points, broken where one is missing. */
export function line(points: readonly (ChartPoint | null)[]): string {
  return points.map((point, at) => (point ? `${points[at - 1] ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : '')).join('')
}
