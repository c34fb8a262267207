import { GazeError } from '../gazeError.ts'

/** Protobuf wire types that ONNX uses; groups (3 and 4) ended with proto2 and count as damage. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

const text = new TextDecoder('utf-8')

/**
 * Walks the fields of one protobuf message between two offsets of a buffer, copying nothing. `next` moves to a field
 * and sets `field` and `type`; then one of the readers takes its value, or `skip` passes over it. Whatever runs past
 * the end throws a GazeError that names the file and the offset.
 */
export class WireReader {
  readonly bytes: Uint8Array
  readonly end: number
  readonly file: string
  offset: number
  field = 0
  type = 0

  constructor(bytes: Uint8Array, file: string, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.file = file
    this.offset = start
    this.end = end
  }

  next(): boolean {
    if (this.offset >= this.end) return false
    const tag = this.varint()
    this.field = Math.floor(tag / 8)
    this.type = tag % 8
    if (this.field === 0) throw this.damaged('a field without a number')
    return true
  }

  /** An unsigned varint; beyond 2^53 it is rounded, which only sizes nobody has would notice. */
  varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i++) {
      if (this.offset >= this.end) throw this.damaged('a number that is cut off')
      const byte = this.bytes[this.offset++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw this.damaged('a number longer than 64 bits')
  }

  /** A varint as the two's complement int64 that ONNX means by it. */
  int64(): number {
    const start = this.offset
    const value = this.varint()
    if (this.offset - start < 8) return value
    let exact = 0n
    for (let i = this.offset - 1; i >= start; i--) exact = (exact << 7n) | BigInt(this.bytes[i]! & 127)
    return Number(BigInt.asIntN(64, exact))
  }

  /** Takes a length-delimited field; returns its bounds as a reader of the same buffer. */
  message(): WireReader {
    this.expect(wire.bytes)
    const length = this.varint()
    const start = this.offset
    if (length > this.end - start) throw this.damaged(`a block of ${String(length)} bytes where ${String(this.end - start)} are left`)
    this.offset += length
    return new WireReader(this.bytes, this.file, start, this.offset)
  }

  string(): string {
    const { offset, end } = this.message()
    return text.decode(this.bytes.subarray(offset, end))
  }

  float32(): number {
    this.expect(wire.fixed32)
    const at = this.offset
    this.advance(4)
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + at, 4).getFloat32(0, true)
  }

  float64(): number {
    this.expect(wire.fixed64)
    const at = this.offset
    this.advance(8)
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + at, 8).getFloat64(0, true)
  }

  /** A varint field of int64 or enum type. */
  int(): number {
    this.expect(wire.varint)
    return this.int64()
  }

  /** One entry of a repeated int64 field, or a packed run of them, onto `into`. */
  ints(into: number[], limit = Infinity): void {
    if (this.type === wire.varint) {
      into.push(this.int64())
      return
    }
    const run = this.message()
    while (run.offset < run.end && into.length < limit) into.push(run.int64())
  }

  /** One entry of a repeated float field, or a packed run of them, onto `into`. */
  floats(into: number[], limit = Infinity): void {
    if (this.type === wire.fixed32) {
      into.push(this.float32())
      return
    }
    const run = this.message()
    run.type = wire.fixed32
    while (run.offset < run.end && into.length < limit) into.push(run.float32())
  }

  skip(): void {
    if (this.type === wire.varint) this.varint()
    else if (this.type === wire.bytes) this.message()
    else if (this.type === wire.fixed64) this.advance(8)
    else if (this.type === wire.fixed32) this.advance(4)
    else throw this.damaged(`wire type ${String(this.type)}`)
  }

  damaged(what: string): GazeError {
    return new GazeError(`${this.file} is damaged or not an ONNX model: at byte ${String(this.offset)} there is ${what}. ` +
      'Download or export it again.')
  }

  private expect(type: number): void {
    if (this.type !== type) throw this.damaged(`field ${String(this.field)} with wire type ${String(this.type)}`)
  }

  private advance(count: number): void {
    if (count > this.end - this.offset) throw this.damaged('a number that is cut off')
    this.offset += count
  }
}
