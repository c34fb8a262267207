import { wire } from './wireReader.ts'

const encoder = new TextEncoder()

/** Writes one protobuf message; fields come out in the order of the calls. */
export class WireWriter {
  private readonly chunks: Uint8Array[] = []

  /** An int64 or enum field; negative numbers take their ten-byte two's complement form. */
  int(field: number, value: number): this {
    this.chunks.push(varint(field * 8 + wire.varint), varint(value))
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.chunks.push(varint(field * 8 + wire.bytes), varint(value.length), value)
    return this
  }

  string(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value))
  }

  message(field: number, value: WireWriter): this {
    return this.bytes(field, value.finish())
  }

  /** A repeated int64 field, one tag an entry: the form that proto2's readers of every age take. */
  ints(field: number, values: readonly number[]): this {
    for (const value of values) this.int(field, value)
    return this
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0))
    let at = 0
    for (const chunk of this.chunks) {
      out.set(chunk, at)
      at += chunk.length
    }
    return out
  }
}

/** The tag and length in front of a length-delimited field whose content comes in parts. */
export function framed(field: number, content: readonly Uint8Array[]): Uint8Array {
  const length = varint(content.reduce((sum, part) => sum + part.length, 0))
  return Uint8Array.from([...varint(field * 8 + wire.bytes), ...length])
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  out.push(Number(rest))
  return Uint8Array.from(out)
}
