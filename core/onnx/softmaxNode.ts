import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'

/** A softmax, in one node or written out. */
export interface SoftmaxNode {
  readonly node: OnnxNode
  readonly scores: string
  readonly result: string
}

/** Reads a node as the end of a softmax: Softmax, LogSoftmax (Exp follows), or exp(x) / sum(exp(x)). */
export function asSoftmax(node: OnnxNode, index: GraphIndex): SoftmaxNode | undefined {
  const [scores, other] = node.inputs
  const [result] = node.outputs
  if (!scores || !result) return undefined
  if (node.op === 'Softmax' || node.op === 'LogSoftmax') return { node, scores, result }
  if (node.op !== 'Div' || !other) return undefined
  const exp = index.producer(scores)
  let sum = index.producer(other)
  // A one in the divisor lets a head attend to nothing.
  if (sum?.op === 'Add') sum = sum.inputs.map((input) => index.producer(input)).find((maker) => maker?.op === 'ReduceSum')
  if (exp?.op !== 'Exp' || sum?.op !== 'ReduceSum' || sum.inputs[0] !== scores) return undefined
  const shift = index.producer(exp.inputs[0]!)
  const shifted = shift?.op === 'Sub' && index.producer(shift.inputs[1]!)?.op === 'ReduceMax'
  return { node, scores: shifted ? shift.inputs[0]! : exp.inputs[0]!, result }
}
