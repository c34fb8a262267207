import { namesIn } from './graphIndex.ts'
import { elementTypes as types, type OnnxModel } from './onnxModel.ts'
import { WireWriter } from './wireWriter.ts'

type AttributeValue = number | readonly number[]

/**
 * Collects nodes, inputs and outputs to append to a model's main graph, and writes them as a ModelProto of their own:
 * put behind the original bytes, protobuf's rule of concatenation makes one model of the two. All new names begin with
 * a prefix that no name of the model begins with.
 */
export class GraphBuilder {
  readonly prefix: string
  private readonly graph = new WireWriter()
  private readonly constants = new Map<string, string>()
  private readonly opset: number
  private count = 0

  constructor(model: OnnxModel) {
    this.prefix = freePrefix(model)
    this.opset = model.opsets.get('') ?? 0
  }

  /** Adds a node of the default domain with one output and returns that output's name. */
  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}, output = this.fresh()): string {
    const node = new WireWriter()
    for (const input of inputs) node.string(1, input)
    node.string(2, output).string(3, `${output}_node`).string(4, op)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    this.graph.message(1, node)
    return output
  }

  /** A constant of no axis (a number) or one (a list), as a node, for old IR versions want initializers as inputs. */
  constant(value: AttributeValue, type: 'float32' | 'int64'): string {
    const key = `${type} ${JSON.stringify(value)}`
    const known = this.constants.get(key)
    if (known) return known
    const values = typeof value === 'number' ? [value] : value
    const raw = type === 'float32'
      ? new Uint8Array(Float32Array.from(values).buffer)
      : new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)
    const tensor = new WireWriter().ints(1, typeof value === 'number' ? [] : [value.length]).int(2, types[type]).bytes(9, raw)
    const node = new WireWriter()
    const output = this.fresh()
    node.string(2, output).string(3, `${output}_node`).string(4, 'Constant')
    node.message(5, new WireWriter().string(1, 'value').message(5, tensor).int(20, 4))
    this.graph.message(1, node)
    this.constants.set(key, output)
    return output
  }

  /** A reduction whose axes are an attribute or an input, as the operator set wants it. */
  reduceMean(input: string, axis: number): string {
    return this.opset >= 18
      ? this.node('ReduceMean', [input, this.constant([axis], 'int64')], { keepdims: 1 })
      : this.node('ReduceMean', [input], { axes: [axis], keepdims: 1 })
  }

  input(name: string, type: number, dims: readonly number[]): void {
    const shape = new WireWriter()
    for (const dim of dims) shape.message(1, new WireWriter().int(1, dim))
    this.graph.message(11, valueInfo(name, type, shape))
  }

  /** Declares an output; its shape is left for the runtime to infer. */
  output(name: string, type: number): void {
    this.graph.message(12, valueInfo(name, type))
  }

  finish(): Uint8Array {
    return new WireWriter().message(7, this.graph).finish()
  }

  private fresh(): string {
    return `${this.prefix}${String(this.count++)}`
  }
}

function valueInfo(name: string, type: number, shape?: WireWriter): WireWriter {
  const tensor = new WireWriter().int(1, type)
  if (shape) tensor.message(2, shape)
  return new WireWriter().string(1, name).message(2, new WireWriter().message(1, tensor))
}

function attribute(name: string, value: AttributeValue): WireWriter {
  const writer = new WireWriter().string(1, name)
  return typeof value === 'number' ? writer.int(3, value).int(20, 2) : writer.ints(8, value).int(20, 7)
}

function freePrefix(model: OnnxModel): string {
  const names = namesIn(model.graph)
  const taken = (prefix: string): boolean => [...names].some((name) => name.startsWith(prefix))
  for (let n = 0; ; n++) {
    const prefix = n ? `gaze${String(n)}.` : 'gaze.'
    if (!taken(prefix)) return prefix
  }
}
