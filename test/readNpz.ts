import { unzipSync } from 'fflate'

type Data = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array | Uint32Array

export interface NpzArray {
  readonly shape: number[]
  readonly data: Data
}

const types: Record<string, new (buffer: ArrayBuffer) => Data> = {
  '<f4': Float32Array, '<f8': Float64Array, '<i4': Int32Array, '<i8': BigInt64Array, '|u1': Uint8Array, '<u4': Uint32Array, '|b1': Uint8Array,
}

/** The arrays of an NPZ archive by name, as NumPy or core/export wrote them (row-major, little-endian). */
export function readNpz(archive: Uint8Array): Record<string, NpzArray> {
  return Object.fromEntries(
    Object.entries(unzipSync(archive)).map(([file, bytes]) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset)
      const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
      const header = Buffer.from(bytes.subarray(start, start + length)).toString('latin1')
      // Texts come as their code points.
      const type = /'descr': '([^']+)'/.exec(header)![1]!.replace(/^<U\d+$/, '<u4')
      if (!header.includes("'fortran_order': False") || !types[type]) throw new Error(`${file}: cannot read ${header}`)
      const shape = [.../'shape': \(([^)]*)\)/.exec(header)![1]!.matchAll(/\d+/g)].map(Number)
      return [file.replace(/\.npy$/, ''), { shape, data: new types[type](bytes.slice(start + length).buffer) }]
    }),
  )
}
