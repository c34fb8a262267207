import { asContraction } from './contraction.ts'
import type { GraphIndex } from './graphIndex.ts'
import { elementTypes as types, isFloat, type OnnxNode, type StoredTensor } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import type { Step } from './traceScores.ts'

/** What joins the scores on their way to the softmax: masks and biases, as the nodes and stored tensors they come from. */
export interface MaskBranches {
  readonly nodes: readonly OnnxNode[]
  readonly stored: readonly StoredTensor[]
}

const farthest = 600
/** No bias is as large, and no mask's fill as small. */
const leastFill = 9e3

export function maskBranches(steps: readonly Step[], index: GraphIndex): MaskBranches {
  const front = steps.flatMap(({ node, input }) => node.inputs.filter((other) => other && other !== input))
  const seen = new Set(front)
  const nodes = new Set<OnnxNode>()
  const stored: StoredTensor[] = []
  for (let tensor = front.shift(); tensor !== undefined && nodes.size < farthest; tensor = front.shift()) {
    const initializer = index.model.graph.initializers.get(tensor)
    if (initializer) stored.push(initializer)
    const node = index.producer(tensor)
    if (!node || asContraction(node, index)) continue
    nodes.add(node)
    const value = node.attributes.get('value')?.tensor
    if (value) stored.push(value)
    // Indices choose among values (position buckets among biases): they are no mask themselves.
    for (const input of node.op.startsWith('Gather') ? node.inputs.slice(0, 1) : node.inputs) {
      if (!input || seen.has(input)) continue
      seen.add(input)
      front.push(input)
    }
  }
  return { nodes: [...nodes], stored }
}

/** At or below which a score counts as masked: half of the smallest fill that the graph's masks use. */
export function maskThreshold({ nodes, stored }: MaskBranches, scoreType: number): number {
  const fills = [
    ...stored.filter(({ elementType }) => isFloat(elementType)).flatMap((tensor) => tensor.read() ?? []),
    ...nodes.flatMap(({ attributes }) => attributes.get('value_float')?.float ?? []),
  ].map(Math.abs).filter((value) => value >= leastFill && Number.isFinite(value))
  const usual = scoreType === types.float16 ? 3e4 : 5e8
  return -fills.reduce((least, fill) => Math.min(least, fill / 2), usual)
}

/** Whether a mask lets a token see only what stands before it: a triangle, or positions compared with positions. */
export function isCausal({ nodes, stored }: MaskBranches, facts: Facts): boolean {
  return nodes.some((node) => node.op === 'Trilu' || comparesPositions(node, facts)) || stored.some(isTriangle)
}

function comparesPositions(node: OnnxNode, facts: Facts): boolean {
  if (!/^(Less|Greater)(OrEqual)?$/.test(node.op)) return false
  return node.inputs.every((input) => {
    const { dims, type } = factOf(facts, input)
    return dims !== undefined && dims.some((dim) => dim !== 1) && type !== types.bool
  })
}

/** A stored square whose first row differs after its first element, and whose second row begins with two like it. */
function isTriangle(tensor: StoredTensor): boolean {
  const size = tensor.dims.at(-1) ?? 0
  if (size < 2 || tensor.dims.length < 2 || tensor.dims.at(-2) !== size) return false
  const values = tensor.read(size + 2)
  return values !== undefined && values[0] !== values[1] && values[0] === values[size] && values[0] === values[size + 1]
}
