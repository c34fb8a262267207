import { GazeError } from '../gazeError.ts'

/** A dense row-major array to be written for NumPy; `shape` may be [] for a single number. */
export interface NpyArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array | BigInt64Array
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]
const alignment = 64

function descr(data: NpyArray['data']): string {
  if (data instanceof Float32Array) return '<f4'
  return data instanceof Int32Array ? '<i4' : '<i8'
}

/** The bytes that stand before an array's data in a .npy file, format 1.0 (numpy.lib.format); padded to 64 bytes. */
export function npyHeader({ name, shape, data }: NpyArray): Uint8Array {
  if (shape.reduce((product, size) => product * size, 1) !== data.length) {
    throw new GazeError(`Array ${name} has ${data.length} elements, which do not fill the shape [${shape.join(', ')}].`, 'internal')
  }
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dict = `{'descr': '${descr(data)}', 'fortran_order': False, 'shape': (${tuple}), }`
  const before = magic.length + 2
  const length = Math.ceil((before + dict.length + 1) / alignment) * alignment - before
  const header = new TextEncoder().encode(`${dict.padEnd(length - 1)}\n`)
  return Uint8Array.of(...magic, length & 0xff, length >> 8, ...header)
}
