/** `npm run bench`: the budgets, each a ratio, a time or a size of this one run; exit code 1 when one is over. */
import { table } from '../cli/table.ts'
import { captureRatio } from './captureRatio.ts'
import { caretTime } from './caretTime.ts'
import { longPageTimes } from './longPageTimes.ts'
import type { Measurement } from './measurement.ts'
import { overlayTime } from './overlayTime.ts'
import { pageTimes } from './pageTimes.ts'
import { sizes } from './sizes.ts'
import { surgeryRatio } from './surgeryRatio.ts'

const measurements: Measurement[] = []
for (const measure of [captureRatio, surgeryRatio, overlayTime, caretTime, pageTimes, longPageTimes, sizes]) {
  process.stderr.write(`${measure.name} …\n`)
  measurements.push(...(await measure()))
}

const over = ({ measured, bound }: Measurement): boolean => measured > bound
const figure = (value: number, unit: Measurement['unit']): string => value.toFixed({ x: 3, ms: 2, KB: 1, MB: 1 }[unit])
const rows = measurements.map((measurement) => {
  const { what, measured, bound, unit, detail } = measurement
  return [what, figure(measured, unit), figure(bound, unit), unit, over(measurement) ? 'OVER' : 'ok', detail]
})
process.stdout.write(`${table([['what', 'measured', 'bound', '', '', ''], ...rows])}\n`)
if (measurements.some(over)) process.exitCode = 1
