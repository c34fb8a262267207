import { elementTypes as types, type ExternalLocation, type StoredTensor } from './onnxModel.ts'
import { wire, WireReader } from './wireReader.ts'

/** Where the values of a TensorProto lie in the file: the field they are in and its bounds. */
interface Values {
  readonly field: number
  readonly at: WireReader
}

/** Reads a TensorProto's header; its values are only located. */
export function readTensor(reader: WireReader): StoredTensor {
  const dims: number[] = []
  let elementType = 0
  let name = ''
  let external = false
  const entries = new Map<string, string>()
  const values: Values[] = []
  while (reader.next()) {
    const { field } = reader
    if (field === 1) reader.ints(dims)
    else if (field === 2) elementType = reader.int()
    else if (field === 8) name = reader.string()
    else if (field === 13) readEntry(reader.message(), entries)
    else if (field === 14) external = reader.int() === 1
    else if (reader.type === wire.bytes && [4, 5, 7, 9, 10, 11].includes(field)) values.push({ field, at: reader.message() })
    else reader.skip()
  }
  return {
    name,
    elementType,
    dims,
    external: external ? externalLocation(entries) : undefined,
    read: (limit = 4096) => (external ? undefined : readValues(values, elementType, dims, limit)),
  }
}

function readEntry(reader: WireReader, into: Map<string, string>): void {
  let key = ''
  let value = ''
  while (reader.next()) {
    if (reader.field === 1) key = reader.string()
    else if (reader.field === 2) value = reader.string()
    else reader.skip()
  }
  into.set(key, value)
}

function externalLocation(entries: ReadonlyMap<string, string>): ExternalLocation {
  const length = entries.get('length')
  return {
    location: (entries.get('location') ?? '').replaceAll('\\', '/').replace(/^(\.\/)+/, ''),
    offset: Number(entries.get('offset') ?? 0),
    length: length === undefined ? undefined : Number(length),
  }
}

function readValues(values: readonly Values[], type: number, dims: readonly number[], limit: number): number[] | undefined {
  const count = Math.min(limit, dims.reduce((product, dim) => product * dim, 1))
  const out: number[] = []
  for (const { field, at } of values) {
    if (out.length >= count) break
    if (field === 9) {
      const raw = readRaw(at, type, count)
      if (!raw) return undefined
      out.push(...raw)
    } else readPacked(field, at, type, count, out)
  }
  return out.length === count ? out : undefined
}

function readPacked(field: number, { bytes, file, offset, end }: WireReader, type: number, count: number, out: number[]): void {
  const run = new WireReader(bytes, file, offset, end)
  while (run.offset < run.end && out.length < count) {
    if (field === 4) {
      run.type = wire.fixed32
      out.push(run.float32())
    } else if (field === 10) {
      run.type = wire.fixed64
      out.push(run.float64())
    } else {
      const value = run.int64()
      out.push(type === types.float16 ? halfToNumber(value) : type === types.bfloat16 ? bfloat(value) : value)
    }
  }
}

const readers: Record<number, [size: number, read: (view: DataView, at: number) => number]> = {
  [types.float32]: [4, (view, at) => view.getFloat32(at, true)],
  [types.uint8]: [1, (view, at) => view.getUint8(at)],
  [types.int8]: [1, (view, at) => view.getInt8(at)],
  [types.uint16]: [2, (view, at) => view.getUint16(at, true)],
  [types.int16]: [2, (view, at) => view.getInt16(at, true)],
  [types.int32]: [4, (view, at) => view.getInt32(at, true)],
  [types.int64]: [8, (view, at) => Number(view.getBigInt64(at, true))],
  [types.bool]: [1, (view, at) => view.getUint8(at)],
  [types.float16]: [2, (view, at) => halfToNumber(view.getUint16(at, true))],
  [types.float64]: [8, (view, at) => view.getFloat64(at, true)],
  [types.uint32]: [4, (view, at) => view.getUint32(at, true)],
  [types.uint64]: [8, (view, at) => Number(view.getBigUint64(at, true))],
  [types.bfloat16]: [2, (view, at) => bfloat(view.getUint16(at, true))],
}

function readRaw(at: WireReader, type: number, count: number): number[] | undefined {
  const reader = readers[type]
  if (!reader || reader[0] * count > at.end - at.offset) return undefined
  const view = new DataView(at.bytes.buffer, at.bytes.byteOffset + at.offset, reader[0] * count)
  return Array.from({ length: count }, (_, i) => reader[1](view, i * reader[0]))
}

/** The number that a float16's bits stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024) : sign * 2 ** -14 * (fraction / 1024)
}

function bfloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, bits << 16)
  return view.getFloat32(0)
}
