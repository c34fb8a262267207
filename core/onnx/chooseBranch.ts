import { tensorsRead } from './graphIndex.ts'
import type { OnnxGraph, OnnxModel, OnnxNode } from './onnxModel.ts'
import { WireReader } from './wireReader.ts'
import { framed, WireWriter } from './wireWriter.ts'

const passes = new Set(['Identity', 'Cast', 'Squeeze', 'Reshape', 'Unsqueeze'])
/** Of a GraphProto: what a branch computes; its name, inputs and outputs belong to the branch alone. */
const computing = new Set([1, 5, 13, 14, 15])

/**
 * A model in which each If that a boolean graph input decides (`use_cache_branch`) is replaced by the branch taken for
 * `value`, on the wire: the branch's bytes stand where the node stood, all others are untouched, and inputs that nothing
 * reads any more are left out. The model itself where it has no such If.
 */
export function chooseBranch(model: OnnxModel, input: string, value: boolean): OnnxModel {
  const { graph } = model
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
  const chosen = new Map(graph.nodes.flatMap((node) => (node.op === 'If' && decides(input, node.inputs[0]!, makers) ? [[node, branchName(value)] as const] : [])))
  if (chosen.size === 0) return model
  const nodes = graph.nodes.flatMap((node) => {
    const name = chosen.get(node)
    const branch = name && node.attributes.get(name)?.graphs[0]
    return branch ? [...branch.nodes, ...joints(node, branch)] : [node]
  }).map((node, index) => ({ ...node, index }))
  const branches = [...chosen].map(([node, name]) => node.attributes.get(name)!.graphs[0]!)
  const read = new Set([...nodes.flatMap(tensorsRead), ...graph.outputs.map(({ name }) => name)])
  const unread = new Set(graph.inputs.flatMap(({ name }) => (read.has(name) ? [] : [name])))
  return {
    ...model,
    parts: spliced(model, new Map([...chosen].map(([node, name]) => [node.index, { node, name }])), unread),
    graph: {
      ...graph,
      nodes,
      inputs: graph.inputs.filter(({ name }) => !unread.has(name)),
      values: new Map([...graph.values, ...branches.flatMap(({ values }) => [...values])]),
      initializers: new Map([...graph.initializers, ...branches.flatMap(({ initializers }) => [...initializers])]),
    },
  }
}

const branchName = (value: boolean): string => (value ? 'then_branch' : 'else_branch')

function decides(input: string, condition: string, makers: ReadonlyMap<string, OnnxNode>): boolean {
  if (condition === input) return true
  const maker = makers.get(condition)
  return maker !== undefined && passes.has(maker.op) && decides(input, maker.inputs[0]!, makers)
}

/** Nodes that give the branch's results the If's own names, where they have others. */
function joints(node: OnnxNode, { outputs }: OnnxGraph): OnnxNode[] {
  return node.outputs.flatMap((output, at) => {
    const from = outputs[at]?.name
    if (!from || !output || from === output) return []
    return [{ index: 0, name: `${output}_chosen`, op: 'Identity', domain: '', inputs: [from], outputs: [output], attributes: new Map() }]
  })
}

interface Chosen {
  readonly node: OnnxNode
  readonly name: string
}

/** The model's bytes with the graph's message put together anew; of several, nodes are numbered through as the reader does. */
function spliced({ bytes, file }: OnnxModel, chosen: ReadonlyMap<number, Chosen>, unread: ReadonlySet<string>): Uint8Array[] {
  const parts: Uint8Array[] = []
  const model = new WireReader(bytes, file)
  let nodes = 0
  let from = 0
  for (let at = 0; model.next(); at = model.offset) {
    if (model.field !== 7) {
      model.skip()
      continue
    }
    const graph = model.message()
    const kept: Uint8Array[] = []
    while (graph.offset < graph.end) {
      const start = graph.offset
      graph.next()
      const isNode = graph.field === 1
      const isInput = graph.field === 11
      const body = isNode || isInput ? graph.message() : undefined
      if (!body) graph.skip()
      const choice = isNode ? chosen.get(nodes++) : undefined
      if (choice) kept.push(...branchBytes(body!, choice))
      else if (!isInput || !unread.has(nameOf(body!))) kept.push(bytes.subarray(start, graph.offset))
    }
    parts.push(bytes.subarray(from, at), framed(7, kept), ...kept)
    from = model.offset
  }
  parts.push(bytes.subarray(from))
  return parts
}

function branchBytes(node: WireReader, { node: { outputs }, name }: Chosen): Uint8Array[] {
  const fields: Uint8Array[] = []
  const results: string[] = []
  while (node.next()) {
    if (node.field !== 5) {
      node.skip()
      continue
    }
    const graph = branchOf(node.message(), name)
    while (graph && graph.offset < graph.end) {
      const start = graph.offset
      graph.next()
      if (graph.field === 12) results.push(nameOf(graph.message()))
      else {
        const { field } = graph
        graph.skip()
        if (computing.has(field)) fields.push(graph.bytes.subarray(start, graph.offset))
      }
    }
  }
  const identities = outputs.flatMap((output, at) => (results[at] && output && results[at] !== output ? [identity(results[at], output)] : []))
  return [...fields, ...identities]
}

/** The graph inside an attribute of that name. */
function branchOf(attribute: WireReader, name: string): WireReader | undefined {
  let called = ''
  let graph: WireReader | undefined
  while (attribute.next()) {
    if (attribute.field === 1) called = attribute.string()
    else if (attribute.field === 6) graph = attribute.message()
    else attribute.skip()
  }
  return called === name ? graph : undefined
}

function nameOf(value: WireReader): string {
  const reader = new WireReader(value.bytes, value.file, value.offset, value.end)
  while (reader.next()) {
    if (reader.field === 1) return reader.string()
    reader.skip()
  }
  return ''
}

function identity(from: string, to: string): Uint8Array {
  const node = new WireWriter().string(1, from).string(2, to).string(3, `${to}_chosen`).string(4, 'Identity')
  return new WireWriter().message(1, node).finish()
}
