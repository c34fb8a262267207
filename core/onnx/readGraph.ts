import type { Attribute, Dim, OnnxFunction, OnnxGraph, OnnxNode, StoredTensor, ValueInfo } from './onnxModel.ts'
import { readTensor } from './readTensor.ts'
import type { WireReader } from './wireReader.ts'

/** Deeper nesting of subgraphs is no model but an attack on the stack. */
const deepest = 64

export const emptyGraph: OnnxGraph =
  { name: '', nodes: [], inputs: [], outputs: [], values: new Map(), initializers: new Map() }

/** Two occurrences of one graph field mean one merged graph: protobuf's rule, and what the surgery rests on. */
export function mergeGraph(a: OnnxGraph, b: OnnxGraph): OnnxGraph {
  return {
    name: b.name || a.name,
    nodes: [...a.nodes, ...b.nodes.map((node) => ({ ...node, index: node.index + a.nodes.length }))],
    inputs: [...a.inputs, ...b.inputs],
    outputs: [...a.outputs, ...b.outputs],
    values: new Map([...a.values, ...b.values]),
    initializers: new Map([...a.initializers, ...b.initializers]),
  }
}

/** Reads graphs, nodes and functions off the wire and notes which external files their tensors name. */
export class GraphReader {
  readonly externalFiles = new Set<string>()
  private depth = 0

  graph(reader: WireReader): OnnxGraph {
    if (++this.depth > deepest) throw reader.damaged('a graph nested too deep')
    let name = ''
    const nodes: OnnxNode[] = []
    const inputs: ValueInfo[] = []
    const outputs: ValueInfo[] = []
    const values = new Map<string, ValueInfo>()
    const initializers = new Map<string, StoredTensor>()
    while (reader.next()) {
      if (reader.field === 1) nodes.push(this.node(reader.message(), nodes.length))
      else if (reader.field === 2) name = reader.string()
      else if (reader.field === 5) {
        const tensor = this.tensor(reader.message())
        initializers.set(tensor.name, tensor)
      } else if (reader.field === 11) inputs.push(readValueInfo(reader.message()))
      else if (reader.field === 12) outputs.push(readValueInfo(reader.message()))
      else if (reader.field === 13) {
        const value = readValueInfo(reader.message())
        values.set(value.name, value)
      } else if (reader.field === 15) this.sparse(reader.message(), initializers)
      else reader.skip()
    }
    this.depth--
    return { name, nodes, inputs, outputs, values, initializers }
  }

  function(reader: WireReader): OnnxFunction {
    const nodes: OnnxNode[] = []
    let domain = ''
    let name = ''
    while (reader.next()) {
      if (reader.field === 1) name = reader.string()
      else if (reader.field === 7) nodes.push(this.node(reader.message(), nodes.length))
      else if (reader.field === 10) domain = reader.string()
      else reader.skip()
    }
    return { domain, name, nodes }
  }

  private node(reader: WireReader, index: number): OnnxNode {
    const inputs: string[] = []
    const outputs: string[] = []
    const attributes = new Map<string, Attribute>()
    let name = ''
    let op = ''
    let domain = ''
    while (reader.next()) {
      if (reader.field === 1) inputs.push(reader.string())
      else if (reader.field === 2) outputs.push(reader.string())
      else if (reader.field === 3) name = reader.string()
      else if (reader.field === 4) op = reader.string()
      else if (reader.field === 5) {
        const attribute = this.attribute(reader.message())
        attributes.set(attribute.name, attribute)
      } else if (reader.field === 7) domain = reader.string()
      else reader.skip()
    }
    return { index, name, op, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes }
  }

  private attribute(reader: WireReader): Attribute {
    let name = ''
    let int = 0
    let float = 0
    let text = ''
    const ints: number[] = []
    const floats: number[] = []
    let tensor: StoredTensor | undefined
    const graphs: OnnxGraph[] = []
    while (reader.next()) {
      if (reader.field === 1) name = reader.string()
      else if (reader.field === 2) float = reader.float32()
      else if (reader.field === 3) int = reader.int()
      else if (reader.field === 4) text = reader.string()
      else if (reader.field === 5) tensor = this.tensor(reader.message())
      else if (reader.field === 6 || reader.field === 11) graphs.push(this.graph(reader.message()))
      else if (reader.field === 7) reader.floats(floats)
      else if (reader.field === 8) reader.ints(ints)
      else reader.skip()
    }
    return { name, int, float, text, ints, floats, tensor, graphs }
  }

  private tensor(reader: WireReader): StoredTensor {
    const tensor = readTensor(reader)
    if (tensor.external) this.externalFiles.add(tensor.external.location)
    return tensor
  }

  /** A sparse initializer counts as a constant whose values stay unread. */
  private sparse(reader: WireReader, into: Map<string, StoredTensor>): void {
    let values: StoredTensor | undefined
    const dims: number[] = []
    while (reader.next()) {
      if (reader.field === 1) values = this.tensor(reader.message())
      else if (reader.field === 3) reader.ints(dims)
      else reader.skip()
    }
    if (values) into.set(values.name, { ...values, dims, read: () => undefined })
  }
}

function readValueInfo(reader: WireReader): ValueInfo {
  let name = ''
  let type: Pick<ValueInfo, 'elementType' | 'dims'> = { elementType: 0, dims: undefined }
  while (reader.next()) {
    if (reader.field === 1) name = reader.string()
    else if (reader.field === 2) type = readType(reader.message())
    else reader.skip()
  }
  return { name, ...type }
}

function readType(reader: WireReader): Pick<ValueInfo, 'elementType' | 'dims'> {
  let elementType = 0
  let dims: Dim[] | undefined
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip()
      continue
    }
    const tensor = reader.message()
    while (tensor.next()) {
      if (tensor.field === 1) elementType = tensor.int()
      else if (tensor.field === 2) dims = readShape(tensor.message())
      else tensor.skip()
    }
  }
  return { elementType, dims }
}

function readShape(reader: WireReader): Dim[] {
  const dims: Dim[] = []
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip()
      continue
    }
    const dim = reader.message()
    let value: Dim
    while (dim.next()) {
      if (dim.field === 1) value = dim.int()
      else if (dim.field === 2) value = dim.string()
      else dim.skip()
    }
    dims.push(value)
  }
  return dims
}
