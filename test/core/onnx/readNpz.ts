import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'

export interface NpzArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Reads the float32 arrays of an NPZ file that NumPy wrote. */
export function readNpz(path: string): Map<string, NpzArray> {
  const members = unzipSync(readFileSync(path))
  return new Map(Object.entries(members).map(([name, bytes]) => [name.replace(/\.npy$/, ''), readNpy(bytes, `${path}/${name}`)]))
}

function readNpy(bytes: Uint8Array, name: string): NpzArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const [at, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const header = new TextDecoder().decode(bytes.subarray(at, at + length))
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False")) throw new Error(`${name} is ${header}`)
  const shape = /\(([^)]*)\)/.exec(header)![1]!.split(',').filter((dim) => dim.trim()).map(Number)
  return { shape, data: new Float32Array(bytes.slice(at + length).buffer) }
}
