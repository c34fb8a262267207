/** A point of the chart: which state, which line. */
export interface ChartPlace {
  readonly state: number
  readonly series: number
}

/** Where a key leads on a chart: along a line by left and right, to another line by up and down; null for other keys. */
export function moveOnChart(key: string, from: ChartPlace | null, states: number, lines: number): ChartPlace | null {
  const { state, series } = from ?? { state: -1, series: 0 }
  const [last, bottom] = [states - 1, lines - 1]
  switch (key) {
    case 'ArrowRight': return { state: Math.min(last, state + 1), series }
    case 'ArrowLeft': return { state: from ? Math.max(0, state - 1) : last, series }
    case 'ArrowDown': return { state: Math.max(0, state), series: from ? Math.min(bottom, series + 1) : 0 }
    case 'ArrowUp': return { state: Math.max(0, state), series: Math.max(0, series - 1) }
    case 'Home': return { state: 0, series }
    case 'End': return { state: last, series }
    default: return null
  }
}
