import { intAttribute } from './graphIndex.ts'
import { elementTypes as types, type OnnxNode } from './onnxModel.ts'
import type { Fact } from './tensorFacts.ts'

const fixed: Record<string, number> = {
  Shape: types.int64, Size: types.int64, NonZero: types.int64, ArgMax: types.int64, ArgMin: types.int64,
  Equal: types.bool, Less: types.bool, LessOrEqual: types.bool, Greater: types.bool, GreaterOrEqual: types.bool,
  And: types.bool, Or: types.bool, Xor: types.bool, Not: types.bool, IsNaN: types.bool, IsInf: types.bool,
  MatMulInteger: types.int32, ConvInteger: types.int32,
  DynamicQuantizeMatMul: types.float32, MatMulIntegerToFloat: types.float32,
}

/** Which input an operator's result takes its element type from, where that is not the first. */
const fromInput: Record<string, number> = { Where: 1, OneHot: 2, CastLike: 1, DequantizeLinear: 1, Pow: 0 }

/** The element type of a node's output, or 0. */
export function inferType(node: OnnxNode, inputs: readonly Fact[], output: number): number {
  const { op } = node
  const known = fixed[op]
  if (known !== undefined) return known
  if (op === 'Cast') return intAttribute(node, 'to', 0)
  if (op === 'Constant') return constantType(node)
  if (op === 'ConstantOfShape') return node.attributes.get('value')?.tensor?.elementType ?? types.float32
  if (op === 'QuantizeLinear') return inputs[2]?.type ?? types.uint8
  if (op === 'DynamicQuantizeLinear') return output === 1 ? types.float32 : types.uint8
  if (op === 'QLinearMatMul') return inputs[7]?.type ?? 0
  if (op === 'TopK' && output === 1) return types.int64
  if (/Normalization$/.test(op) && output > 0) return types.float32
  if (/^(If|Loop|Scan|Random\w*|Bernoulli|Multinomial|Unique|Optional\w*|Sequence\w*)$/.test(op)) return 0
  return inputs[fromInput[op] ?? 0]?.type ?? 0
}

function constantType(node: OnnxNode): number {
  const { attributes } = node
  const tensor = attributes.get('value')?.tensor
  if (tensor) return tensor.elementType
  if (attributes.has('value_float') || attributes.has('value_floats')) return types.float32
  if (attributes.has('value_int') || attributes.has('value_ints')) return types.int64
  return 0
}
