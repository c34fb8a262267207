import { asContraction, floatProduct } from './contraction.ts'
import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import { asLinear, type StoredMatrix } from './linearNode.ts'
import { isFloat, type OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** What may stand between the context and its projection: the heads are put side by side. */
const joining = new Set([
  'Identity', 'Cast', 'CastLike', 'Dropout', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Flatten', 'Mul', 'Div',
  'QuantizeLinear', 'DequantizeLinear', 'DynamicQuantizeLinear',
])
const shaping = new Set(['Identity', 'Cast', 'CastLike', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten'])

export interface BlockOutput {
  /** What the attention adds to its tokens: the context through W^O and its bias. */
  readonly output: { readonly tensor: string } | { readonly reason: string }
  readonly projection: StoredMatrix | { readonly reason: string }
}

/** Walks on from an attention's context to the linear layer that mixes its heads; where there is none, says why. */
export function traceOutput(context: string, index: GraphIndex, facts: Facts): BlockOutput {
  const node = projectionOf(context, index, facts)
  if (!node) {
    const maker = index.producer(context)
    const beside = joinedBeside(context, index, facts)
    const reason = beside ? `Node ${nodeLabel(beside)} puts what the attention gives beside another state: it has no matrix of its own.`
      : `What node ${maker ? nodeLabel(maker) : context} gives is not multiplied with a stored matrix.`
    return { output: { reason }, projection: { reason } }
  }
  const linear = asLinear(node, index, facts)!
  return { output: { tensor: withBias(productOf(node, index), index, facts) }, projection: stored(node, linear.matrix, facts) }
}

/** Where the context, whatever its axes, is concatenated with what is no context. */
function joinedBeside(context: string, index: GraphIndex, facts: Facts): OnnxNode | undefined {
  const next = index.consumers(context).find(({ op, inputs }) => op === 'Concat' || ((shaping.has(op) || op === 'Transpose') && inputs[0] === context))
  if (next?.op !== 'Concat') return next && joinedBeside(next.outputs[0]!, index, facts)
  return next.inputs.some((input) => input !== context && factOf(facts, input).fed) ? next : undefined
}

/** The first linear layer after a tensor, through whatever joins the heads or rounds them. */
function projectionOf(tensor: string, index: GraphIndex, facts: Facts): OnnxNode | undefined {
  const front = new Set([tensor])
  for (const at of front) {
    for (const node of index.consumers(at)) {
      if (asLinear(node, index, facts)) return node
      const output = node.outputs[0]
      const others = node.inputs.filter((input) => input !== at)
      if (output && joining.has(node.op) && (node.inputs[0] === at || node.op === 'Mul') && !others.some((other) => isWide(other, facts))) front.add(output)
    }
  }
  return undefined
}

/** Whether a factor is more than a number or one a head: such a product makes something else of the context. */
function isWide(tensor: string, facts: Facts): boolean {
  const { dims, type, fed } = factOf(facts, tensor)
  return isFloat(type) && fed && dims?.at(-1) !== 1
}

function productOf(node: OnnxNode, index: GraphIndex): string {
  const contraction = node.op === 'Gemm' ? undefined : asContraction(node, index)
  return contraction ? floatProduct(contraction, index) : node.outputs[0]!
}

/** Behind the addition of a stored vector, where one follows. */
function withBias(product: string, index: GraphIndex, facts: Facts): string {
  for (let at = product; ;) {
    const consumers = index.consumers(at)
    const added = consumers.find((node) => node.op === 'Add' && node.inputs.every((input) => input === at || isVector(input, facts)))
    if (added) return added.outputs[0]!
    const [only, more] = consumers
    if (!only || more || !shaping.has(only.op) || only.inputs[0] !== at) return product
    at = only.outputs[0]!
  }
}

function isVector(tensor: string, facts: Facts): boolean {
  const { dims, fed } = factOf(facts, tensor)
  return !fed && dims !== undefined && dims.slice(0, -1).every((dim) => dim === 1)
}

function stored(node: OnnxNode, matrix: StoredMatrix | undefined, facts: Facts): BlockOutput['projection'] {
  if (matrix && isFloat(factOf(facts, matrix.tensor).type)) return matrix
  return { reason: `Node ${nodeLabel(node)} (${node.op}) keeps its matrix in another form than floating-point numbers.` }
}
