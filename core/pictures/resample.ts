import type { Raster } from './picture.ts'

/** Pillow's filters by their numbers, as preprocessor_config.json names them. */
export const resamplings = { nearest: 0, lanczos: 1, bilinear: 2, bicubic: 3, box: 4, hamming: 5 } as const

interface Filter {
  /** Half its width, in pixels of the larger grid. */
  readonly support: number
  readonly at: (x: number) => number
}

const filters: Readonly<Record<number, Filter>> = {
  [resamplings.lanczos]: { support: 3, at: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
  [resamplings.bilinear]: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  [resamplings.bicubic]: { support: 2, at: bicubic },
  [resamplings.box]: { support: 0.5, at: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  [resamplings.hamming]: { support: 1, at: (x) => (x === 0 ? 1 : Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0) },
}
/** Weights are whole numbers with so many bits behind the point, so that results are Pillow's to the last bit. */
const precision = 22

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function bicubic(x: number): number {
  const a = -0.5
  const away = Math.abs(x)
  if (away < 1) return ((a + 2) * away - (a + 3)) * away * away + 1
  return away < 2 ? (((away - 5) * away + 8) * away - 4) * a : 0
}

/**
 * A raster at another size as Pillow's `resize` makes it, each pixel of what it covers (antialias): first across, then down;
 * since Pillow 13 the other way round where much more height goes than width.
 */
export function resample(raster: Raster, width: number, height: number, resampling: number): Raster {
  const filter = filters[resampling]
  if (!filter) return nearest(raster, width, height)
  const [less, lower] = [raster.width - width, raster.height - height]
  return lower > 0 && lower > 2 * less ? across(down(raster, height, filter), width, filter) : down(across(raster, width, filter), height, filter)
}

function across(raster: Raster, width: number, filter: Filter): Raster {
  const { width: from, height, channels, data } = raster
  if (width === from) return raster
  const axis = { lines: height, from, to: width, step: channels, channels, before: from * channels, after: width * channels }
  return { width, height, channels, data: pass(data, axis, filter) }
}

function down(raster: Raster, height: number, filter: Filter): Raster {
  const { width, height: from, channels, data } = raster
  if (height === from) return raster
  const row = width * channels
  return { width, height, channels, data: pass(data, { lines: row, from, to: height, step: row, channels: 1, before: 1, after: 1 }, filter) }
}

/** Along what a raster is resized: rows, or the columns of one channel. */
interface Axis {
  readonly lines: number
  /** The length of each line, before and after. */
  readonly from: number
  readonly to: number
  /** From one pixel of a line to the next. */
  readonly step: number
  readonly channels: number
  /** From one line to the next, before and after. */
  readonly before: number
  readonly after: number
}

function pass(data: Uint8Array, { lines, from, to, step, channels, before, after }: Axis, filter: Filter): Uint8Array {
  const made = new Uint8Array(lines * to * channels)
  for (let out = 0; out < to; out++) {
    const { first, weights } = weightsOf(out, from, to, filter)
    for (let line = 0; line < lines; line++) {
      for (let channel = 0; channel < channels; channel++) {
        const start = line * before + first * step + channel
        let sum = 2 ** (precision - 1)
        for (let tap = 0; tap < weights.length; tap++) sum += data[start + tap * step]! * weights[tap]!
        made[line * after + out * step + channel] = Math.min(255, Math.max(0, Math.floor(sum / 2 ** precision)))
      }
    }
  }
  return made
}

/** What one element of a line is made of: elements from `first` on, each times its weight. */
function weightsOf(out: number, from: number, to: number, { support, at }: Filter): { first: number; weights: Int32Array } {
  const scale = from / to
  const stretch = Math.max(1, scale)
  const middle = (out + 0.5) * scale
  const first = Math.max(0, Math.trunc(middle - support * stretch + 0.5))
  const end = Math.min(from, Math.trunc(middle + support * stretch + 0.5))
  const exact = Array.from({ length: end - first }, (_, tap) => at((tap + first - middle + 0.5) / stretch))
  const sum = exact.reduce((total, weight) => total + weight, 0)
  return { first, weights: Int32Array.from(exact, (weight) => Math.trunc((weight / (sum || 1)) * 2 ** precision + (weight < 0 ? -0.5 : 0.5))) }
}

function nearest({ width, height, channels, data }: Raster, toWidth: number, toHeight: number): Raster {
  const [rows, columns] = [nearestOf(height, toHeight), nearestOf(width, toWidth)]
  const made = new Uint8Array(toWidth * toHeight * channels)
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      const from = (row * width + column) * channels
      made.set(data.subarray(from, from + channels), (y * toWidth + x) * channels)
    }
  }
  return { width: toWidth, height: toHeight, channels, data: made }
}

/** Added up step by step as Pillow does, whose rounding decides between two that are as near. */
function nearestOf(from: number, to: number): readonly number[] {
  const scale = from / to
  let at = scale / 2
  return Array.from({ length: to }, () => {
    const nearest = Math.min(Math.floor(at), from - 1)
    at += scale
    return nearest
  })
}
