import { asContraction } from './contraction.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** A stored matrix as the graph holds it; `flipped` where its rows are what comes out, not what goes in. */
export interface StoredMatrix {
  readonly tensor: string
  readonly flipped: boolean
}

/** A node that multiplies an activation, its features last, with a stored matrix: a linear layer but for its bias. */
export interface LinearNode {
  readonly input: string
  /** Undefined where the node keeps its matrix in a form of its own (four bits, more than two axes). */
  readonly matrix: StoredMatrix | undefined
}

/** Operators whose inputs are an activation and a matrix packed in the operator's own way. */
const packed = new Set(['MatMulNBits', 'MatMulBnb4', 'DynamicQuantizeMatMul'])

/** Reads a node as a linear layer; undefined for any other node, products of two activations among them. */
export function asLinear(node: OnnxNode, index: GraphIndex, facts: Facts): LinearNode | undefined {
  const fed = (tensor: string | undefined): boolean => !!tensor && factOf(facts, tensor).fed
  if (packed.has(node.op)) return fed(node.inputs[0]) ? { input: node.inputs[0]!, matrix: undefined } : undefined
  const contraction = asContraction(withoutBias(node), index)
  const side = contraction?.sides.findIndex(({ tensor }) => fed(tensor)) ?? -1
  const own = contraction?.sides[side]
  const other = contraction?.sides[1 - side]
  if (!contraction || !own || !other || fed(other.tensor) || own.out !== 1 || own.free !== 1 || contraction.factor !== 1) return undefined
  const stored = other.summed + other.free === 1 && factOf(facts, other.tensor).dims?.length === 2
  return { input: own.tensor, matrix: stored ? { tensor: other.tensor, flipped: other.summed === 0 } : undefined }
}

/** A Gemm adds its bias itself; as a product it is one like any other. */
function withoutBias(node: OnnxNode): OnnxNode {
  return node.op === 'Gemm' ? { ...node, inputs: node.inputs.slice(0, 2) } : node
}
