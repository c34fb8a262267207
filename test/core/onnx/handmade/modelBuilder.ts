import { elementTypes as types } from '../../../../core/onnx/onnxModel.ts'
import { WireWriter } from '../../../../core/onnx/wireWriter.ts'

type AttributeValue = number | string | readonly number[] | WireWriter

/** Writes small ONNX models by hand; every method returns the name of the tensor it makes. */
export class ModelBuilder {
  readonly graph = new WireWriter()
  private readonly model = new WireWriter()
  private count = 0

  constructor(opset = 17, irVersion = 8) {
    this.model.int(1, irVersion).message(8, new WireWriter().int(2, opset))
    this.model.message(8, new WireWriter().string(1, 'com.microsoft').int(2, 1))
  }

  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}, outputs: number | readonly string[] = 1): string {
    const names = typeof outputs === 'number' ? Array.from({ length: outputs }, () => this.fresh(op)) : outputs
    const [domain, name] = op.includes('.') ? [op.slice(0, op.lastIndexOf('.')), op.slice(op.lastIndexOf('.') + 1)] : ['', op]
    const node = new WireWriter()
    for (const input of inputs) node.string(1, input)
    for (const output of names) node.string(2, output)
    node.string(3, `node_${names[0]!}`).string(4, name).string(7, domain)
    for (const [key, value] of Object.entries(attributes)) node.bytes(5, attribute(key, value))
    this.graph.message(1, node)
    return names[0]!
  }

  floats(values: readonly number[], dims: readonly number[] = [], name = this.fresh('floats')): string {
    return this.initializer(name, types.float32, dims, new Uint8Array(Float32Array.from(values).buffer))
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length], name = this.fresh('ints')): string {
    return this.initializer(name, types.int64, dims, new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer))
  }

  booleans(values: readonly boolean[], dims: readonly number[]): string {
    return this.initializer(this.fresh('bools'), types.bool, dims, Uint8Array.from(values.map(Number)))
  }

  input(name: string, type: number, dims: readonly (number | string)[]): string {
    this.graph.message(11, valueInfo(name, type, dims))
    return name
  }

  output(name: string, type: number = types.float32): void {
    this.graph.message(12, valueInfo(name, type))
  }

  function(domain: string, name: string, body: WireWriter, opset = 17): void {
    body.string(1, name).string(10, domain).message(9, new WireWriter().int(2, opset))
    this.model.message(25, body).message(8, new WireWriter().string(1, domain).int(2, 1))
  }

  finish(): Uint8Array {
    return this.model.message(7, this.graph.string(2, 'handmade')).finish()
  }

  private fresh(what: string): string {
    return `${what.replace(/.*\./, '')}_${String(this.count++)}`
  }

  private initializer(name: string, type: number, dims: readonly number[], raw: Uint8Array): string {
    this.graph.message(5, new WireWriter().ints(1, dims).int(2, type).string(8, name).bytes(9, raw))
    return name
  }
}

function attribute(name: string, value: AttributeValue): Uint8Array {
  const writer = new WireWriter().string(1, name)
  if (value instanceof WireWriter) return writer.message(6, value).int(20, 5).finish()
  if (typeof value === 'string') return writer.string(4, value).int(20, 3).finish()
  if (typeof value !== 'number') return writer.ints(8, value).int(20, 7).finish()
  if (Number.isInteger(value)) return writer.int(3, value).int(20, 2).finish()
  // Field 2 in 32 bits, which the surgery itself never writes.
  return Uint8Array.from([...writer.int(20, 1).finish(), 0x15, ...new Uint8Array(Float32Array.of(value).buffer)])
}

function valueInfo(name: string, type: number, dims?: readonly (number | string)[]): WireWriter {
  const tensor = new WireWriter().int(1, type)
  if (dims) {
    const shape = new WireWriter()
    for (const dim of dims) shape.message(1, typeof dim === 'number' ? new WireWriter().int(1, dim) : new WireWriter().string(2, dim))
    tensor.message(2, shape)
  }
  return new WireWriter().string(1, name).message(2, new WireWriter().message(1, tensor))
}
