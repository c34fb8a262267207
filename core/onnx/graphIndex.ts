import { GazeError } from '../gazeError.ts'
import type { OnnxGraph, OnnxModel, OnnxNode } from './onnxModel.ts'

/** Who makes and who takes each tensor of a model's main graph, and its nodes in an order in which they can run. */
export class GraphIndex {
  readonly model: OnnxModel
  readonly nodes: readonly OnnxNode[]
  private readonly producers = new Map<string, OnnxNode>()
  private readonly takers = new Map<string, OnnxNode[]>()
  private readonly positions = new Map<OnnxNode, number>()

  constructor(model: OnnxModel) {
    this.model = model
    for (const node of model.graph.nodes) {
      for (const output of node.outputs) if (output) this.producers.set(output, node)
      for (const input of new Set(node.inputs)) {
        const list = this.takers.get(input)
        if (list) list.push(node)
        else this.takers.set(input, [node])
      }
    }
    this.nodes = this.sorted()
    this.nodes.forEach((node, at) => this.positions.set(node, at))
  }

  producer(tensor: string): OnnxNode | undefined {
    return this.producers.get(tensor)
  }

  /** Where a node stands in `nodes`. */
  position(node: OnnxNode): number {
    return this.positions.get(node)!
  }

  /** The nodes that take a tensor as a direct input, each once. */
  consumers(tensor: string): readonly OnnxNode[] {
    return this.takers.get(tensor) ?? []
  }

  /** The version of a domain's operator set; 0 where the model imports none. */
  opset(domain = ''): number {
    return this.model.opsets.get(domain) ?? 0
  }

  /** The file's own order where it is topological, as ONNX demands; else sorted, stably. */
  private sorted(): OnnxNode[] {
    const { nodes } = this.model.graph
    const done = new Set<OnnxNode>()
    const order: OnnxNode[] = []
    for (const root of nodes) {
      if (done.has(root)) continue
      const stack = [{ node: root, reads: tensorsRead(root), next: 0 }]
      const open = new Set([root])
      while (stack.length) {
        const top = stack[stack.length - 1]!
        const input = top.reads[top.next++]
        const before = input === undefined ? undefined : this.producers.get(input)
        if (before && !done.has(before)) {
          if (open.has(before)) throw new GazeError(`${this.model.file} is damaged: node ${nodeLabel(before)} feeds itself. Export it again.`)
          stack.push({ node: before, reads: tensorsRead(before), next: 0 })
          open.add(before)
        } else if (input === undefined) {
          stack.pop()
          open.delete(top.node)
          done.add(top.node)
          order.push(top.node)
        }
      }
    }
    return order
  }
}

/** What people call a node: its name, else the tensor it makes. */
export function nodeLabel(node: OnnxNode): string {
  return node.name || node.outputs.find(Boolean) || `${node.op} #${String(node.index)}`
}

/** An integer attribute, or the operator's default. */
export function intAttribute(node: OnnxNode, name: string, fallback: number): number {
  return node.attributes.get(name)?.int ?? fallback
}

/** The tensors a node reads: its inputs, and what its subgraphs take from around them. */
export function tensorsRead(node: OnnxNode): readonly string[] {
  const graphs = [...node.attributes.values()].flatMap((attribute) => attribute.graphs)
  if (graphs.length === 0) return node.inputs
  const inner = graphs.flatMap(({ nodes, outputs }) => [...nodes.flatMap(tensorsRead), ...outputs.map(({ name }) => name)])
  return [...node.inputs, ...inner]
}

/** Every name that a graph, subgraphs included, uses for a tensor or a node. */
export function namesIn(graph: OnnxGraph, into = new Set<string>()): Set<string> {
  for (const { name } of [...graph.inputs, ...graph.outputs]) into.add(name)
  for (const name of graph.values.keys()) into.add(name)
  for (const name of graph.initializers.keys()) into.add(name)
  for (const node of graph.nodes) {
    into.add(node.name)
    for (const name of [...node.inputs, ...node.outputs]) into.add(name)
    for (const attribute of node.attributes.values()) for (const inner of attribute.graphs) namesIn(inner, into)
  }
  return into
}
