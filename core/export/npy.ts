import { GazeError } from '../gazeError.ts'

/** A dense row-major array to be written for NumPy; `shape` may be [] for a single number. */
export interface NpyArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint32Array
  /** Of texts: how many code points each has in `data`, filled up with 0. */
  readonly width?: number
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]
const alignment = 64

/** Texts as an array of NumPy's Unicode type, each as wide as the longest; NumPy drops trailing NULs. */
export function textArray(name: string, texts: readonly string[], shape: readonly number[] = [texts.length]): NpyArray {
  const each = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!))
  const width = Math.max(1, ...each.map((points) => points.length))
  const data = new Uint32Array(width * each.length)
  each.forEach((points, index) => { data.set(points, index * width) })
  return { name, shape, data, width }
}

function descr({ data, width }: NpyArray): string {
  if (data instanceof Uint32Array) return width === undefined ? '<u4' : `<U${width}`
  if (data instanceof Float32Array) return '<f4'
  return data instanceof Int32Array ? '<i4' : '<i8'
}

/** The bytes that stand before an array's data in a .npy file, format 1.0 (numpy.lib.format); padded to 64 bytes. */
export function npyHeader(array: NpyArray): Uint8Array {
  const { name, shape, data, width = 1 } = array
  if (shape.reduce((product, size) => product * size, width) !== data.length) {
    throw new GazeError(`Array ${name} has ${data.length} elements, which do not fill the shape [${shape.join(', ')}].`, 'internal')
  }
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dict = `{'descr': '${descr(array)}', 'fortran_order': False, 'shape': (${tuple}), }`
  const before = magic.length + 2
  const length = Math.ceil((before + dict.length + 1) / alignment) * alignment - before
  const header = new TextEncoder().encode(`${dict.padEnd(length - 1)}\n`)
  return Uint8Array.of(...magic, length & 0xff, length >> 8, ...header)
}
