import { type GraphIndex, intAttribute } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'

/** One side of a matrix product. Axes count from the end: 0 is the last. */
export interface Operand {
  readonly tensor: string
  /** The axis that survives in the product, and the one that is summed over. */
  readonly free: number
  readonly summed: number
  /** Where the free axis stands in the product. */
  readonly out: number
}

/** A node that multiplies matrices, whatever its spelling, with quantisation around its inputs looked through. */
export interface Contraction {
  readonly node: OnnxNode
  readonly product: string
  readonly sides: readonly [Operand, Operand]
  /** What the product is multiplied with, for operators that have it built in. */
  readonly factor: number
}

const matrixOps = new Set(['MatMul', 'Gemm', 'FusedMatMul', 'MatMulInteger', 'QLinearMatMul', 'MatMulIntegerToFloat'])

/** Reads a node as a product of two matrices; undefined for any other node. */
export function asContraction(node: OnnxNode, index: GraphIndex): Contraction | undefined {
  if (node.op === 'Einsum') return einsumContraction(node)
  if (!matrixOps.has(node.op)) return undefined
  const [a, b] = node.op === 'QLinearMatMul' ? [node.inputs[0], node.inputs[3]] : node.inputs
  const product = node.outputs[0]
  if (!a || !b || !product || (node.op === 'Gemm' && node.inputs[2])) return undefined
  const flipA = intAttribute(node, 'transA', 0) === 1
  const flipB = intAttribute(node, 'transB', 0) === 1
  return {
    node,
    product,
    sides: [
      { tensor: beforeQuantising(a, node, index), free: flipA ? 0 : 1, summed: flipA ? 1 : 0, out: 1 },
      { tensor: beforeQuantising(b, node, index), free: flipB ? 1 : 0, summed: flipB ? 0 : 1, out: 0 },
    ],
    factor: node.attributes.get('alpha')?.float ?? 1,
  }
}

/** The float tensor behind an integer operand that is quantised on the fly. */
function beforeQuantising(tensor: string, node: OnnxNode, index: GraphIndex): string {
  if (!/Integer|QLinear/.test(node.op)) return tensor
  const before = index.producer(tensor)
  return before && /^(DynamicQuantizeLinear|QuantizeLinear)$/.test(before.op) ? before.inputs[0]! : tensor
}

/** Two-operand equations in which each side has one axis of its own and one is summed; others are no matrix product. */
function einsumContraction(node: OnnxNode): Contraction | undefined {
  const equation = (node.attributes.get('equation')?.text ?? '').replaceAll(' ', '')
  const [terms, result] = equation.split('->')
  const [a, b, more] = terms?.split(',') ?? []
  const product = node.outputs[0]
  if (!a || !b || more !== undefined || !result || !product || !node.inputs[0] || !node.inputs[1]) return undefined
  const named = (term: string): string[] => [...term.replace('...', '')]
  if ([a, b, result].some((term) => term.includes('.') && !term.startsWith('...'))) return undefined
  const summed = named(a).filter((label) => named(b).includes(label) && !named(result).includes(label))
  const freeA = named(a).filter((label) => !named(b).includes(label) && named(result).includes(label))
  const freeB = named(b).filter((label) => !named(a).includes(label) && named(result).includes(label))
  // Further axes of one side alone are heads that share the other side (multi-query): the innermost in the result is the row.
  const innermost = (labels: string[]): string | undefined => labels.sort((x, y) => result.indexOf(x) - result.indexOf(y)).at(-1)
  const [sum] = summed
  const rowA = innermost(freeA)
  const rowB = innermost(freeB)
  if (summed.length !== 1 || !sum || !rowA || !rowB) return undefined
  const fromEnd = (term: string, label: string): number => term.length - 1 - term.indexOf(label)
  return {
    node,
    product,
    sides: [
      { tensor: node.inputs[0], free: fromEnd(a, rowA), summed: fromEnd(a, sum), out: fromEnd(result, rowA) },
      { tensor: node.inputs[1], free: fromEnd(b, rowB), summed: fromEnd(b, sum), out: fromEnd(result, rowB) },
    ],
    factor: 1,
  }
}

/** The product as numbers: behind an integer product, the tensor in which its scales are multiplied back. */
export function floatProduct({ node, product }: Contraction, index: GraphIndex): string {
  if (node.op === 'QLinearMatMul') return index.consumers(product).find(({ op }) => op === 'DequantizeLinear')?.outputs[0] ?? product
  if (node.op !== 'MatMulInteger') return product
  const cast = index.consumers(product).find(({ op }) => op === 'Cast')?.outputs[0]
  return (cast && index.consumers(cast).find(({ op }) => op === 'Mul')?.outputs[0]) ?? product
}
