import { intAttribute } from './graphIndex.ts'
import type { Dim, OnnxNode } from './onnxModel.ts'
import type { Fact } from './tensorFacts.ts'

type Dims = readonly Dim[]

const broadcasting = new Set([
  'Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'Sum', 'Mean', 'Mod', 'Where', 'Equal', 'Less', 'LessOrEqual',
  'Greater', 'GreaterOrEqual', 'And', 'Or', 'Xor', 'PRelu', 'BiasGelu',
])

/** Operators whose result has another shape than their first input and which are not inferred below. */
const unknown = new Set([
  'Conv', 'ConvInteger', 'ConvTranspose', 'MaxPool', 'AveragePool', 'GlobalAveragePool', 'Flatten', 'Resize',
  'TopK', 'ArgMax', 'ArgMin', 'NonZero', 'OneHot', 'Compress', 'DepthToSpace', 'SpaceToDepth', 'If', 'Loop', 'Scan',
  'GatherND', 'STFT', 'DFT', 'Unique', 'Tile', 'Pad', 'Upsample', 'Multinomial',
])

/** The dimensions of a node's output as far as its inputs tell them. */
export function inferDims(node: OnnxNode, inputs: readonly Fact[], output: number, opset: number): Dims | undefined {
  const { op } = node
  const x = inputs[0]?.dims
  if (broadcasting.has(op)) return broadcast(inputs.map((input) => input.dims))
  if (op === 'Constant') return constantDims(node)
  if (op === 'Shape') return [x?.slice(intAttribute(node, 'start', 0), intAttribute(node, 'end', Infinity)).length]
  if (op === 'Size') return []
  if (op === 'ConstantOfShape') return inputs[0]?.values
  if (op === 'Range') return [undefined]
  if (op === 'Einsum') return einsum(node, inputs)
  if (op === 'Expand') return broadcast([x, inputs[1]?.values])
  if (op === 'Reshape') return reshape(x, inputs[1]?.values, intAttribute(node, 'allowzero', 0) === 1)
  if (/^(FusedMatMul|MatMul|MatMulInteger|QLinearMatMul|DynamicQuantizeMatMul|MatMulIntegerToFloat)$/.test(op)) {
    return matMul(node, x, inputs[op === 'QLinearMatMul' ? 3 : 1]?.dims)
  }
  if (op === 'MatMulNBits') return x && [...x.slice(0, -1), intAttribute(node, 'N', 0)]
  if (op === 'Gemm') {
    const b = inputs[1]?.dims
    return [x?.[intAttribute(node, 'transA', 0)], b?.[1 - intAttribute(node, 'transB', 0)]]
  }
  if (op === 'EmbedLayerNormalization') return output === 1 ? x?.slice(0, 1) : x && [...x, inputs[2]?.dims?.[1]]
  if (op === 'GatherElements') return inputs[1]?.dims
  if (op === 'DynamicQuantizeLinear' && output > 0) return []
  if (/^(GRU|LSTM|RNN)$/.test(op)) return recurrent(node, x, inputs[1]?.dims, output)
  if (!x || unknown.has(op)) return op === 'Tile' || op === 'Pad' ? x?.map(() => undefined) : undefined
  if (op === 'Transpose') return transpose(node, x)
  if (op === 'Concat') return concat(node, inputs)
  if (op === 'Gather') return gather(node, x, inputs[1]?.dims)
  if (op === 'Unsqueeze') return unsqueeze(x, axesOf(node, inputs[1]))
  if (op === 'Squeeze') return squeeze(x, axesOf(node, inputs[1]))
  if (op === 'Slice') return slice(x, axesOf(node, inputs[3]), inputs)
  if (op === 'Split') return x.map((dim, axis) => (axis === wrap(intAttribute(node, 'axis', 0), x.length) ? split(node, dim, inputs[1], output) : dim))
  if (op.startsWith('Reduce')) return reduce(node, x, opset, inputs[1])
  if (/Normalization$/.test(op) && output > 0) return undefined
  return x
}

function constantDims(node: OnnxNode): Dims | undefined {
  const { attributes } = node
  const tensor = attributes.get('value')?.tensor
  if (tensor) return tensor.dims
  const list = attributes.get('value_ints')?.ints ?? attributes.get('value_floats')?.floats
  return list ? [list.length] : []
}

function broadcast(all: readonly (Dims | undefined)[]): Dims | undefined {
  if (!all.every((dims) => dims !== undefined)) return likeTheWidest(all)
  const rank = Math.max(0, ...all.map((dims) => dims.length))
  return Array.from({ length: rank }, (_, axis) => {
    const here = all.map((dims) => (axis < rank - dims.length ? 1 : dims[axis - rank + dims.length])).filter((dim) => dim !== 1)
    const fixed = here.find((dim) => typeof dim === 'number')
    return here.length === 0 ? 1 : (fixed ?? here.find((dim) => dim !== undefined))
  })
}

/** With a partner of unknown shape, a tensor of three axes and more is taken to be the wider one. */
function likeTheWidest(all: readonly (Dims | undefined)[]): Dims | undefined {
  const widest = all.filter((dims) => dims !== undefined).sort((a, b) => b.length - a.length)[0]
  return widest && widest.length >= 3 ? widest.map((dim) => (dim === 1 ? undefined : dim)) : undefined
}

/** All states [tokens, directions, batch, hidden], or the last [directions, batch, hidden]; with layout 1 the batch comes first. */
function recurrent(node: OnnxNode, x: Dims | undefined, weights: Dims | undefined, output: number): Dims {
  const [directions, hidden] = [weights?.[0], intAttribute(node, 'hidden_size', 0)]
  const first = intAttribute(node, 'layout', 0) === 1
  const [tokens, batch] = first ? [x?.[1], x?.[0]] : [x?.[0], x?.[1]]
  if (output > 0) return first ? [batch, directions, hidden] : [directions, batch, hidden]
  return first ? [batch, tokens, directions, hidden] : [tokens, directions, batch, hidden]
}

function matMul(node: OnnxNode, a: Dims | undefined, b: Dims | undefined): Dims | undefined {
  if (!a || !b || a.length < 2 || b.length < 2) return undefined
  const lead = broadcast([a.slice(0, -2), b.slice(0, -2)])
  return lead && [...lead, a.at(intAttribute(node, 'transA', 0) ? -1 : -2), b.at(intAttribute(node, 'transB', 0) ? -2 : -1)]
}

function einsum(node: OnnxNode, inputs: readonly Fact[]): Dims | undefined {
  const [left = '', right] = (node.attributes.get('equation')?.text ?? '').replaceAll(' ', '').split('->')
  if (right === undefined || right.includes('.')) return undefined
  const sizes = new Map<string, Dim>()
  left.split(',').forEach((labels, i) => {
    [...labels].forEach((label, axis) => sizes.set(label, sizes.get(label) ?? inputs[i]?.dims?.[axis]))
  })
  return [...right].map((label) => sizes.get(label))
}

function reshape(x: Dims | undefined, shape: Dims | undefined, keepZero: boolean): Dims | undefined {
  if (!shape) return undefined
  const dims = shape.map((dim, axis) => (dim === 0 && !keepZero ? x?.[axis] : dim))
  const open = dims.indexOf(-1)
  if (open < 0) return dims
  const rest = dims.filter((_, axis) => axis !== open)
  return dims.map((dim, axis) => (axis === open ? quotient(x, rest) : dim))
}

/** The product of `all` over that of `some`, names cancelled; undefined where names are left over. */
function quotient(all: Dims | undefined, some: Dims): Dim {
  if (!all || [...all, ...some].includes(undefined)) return undefined
  const left = [...all]
  let divisor = 1
  for (const dim of some) {
    const at = typeof dim === 'string' ? left.indexOf(dim) : -1
    if (at >= 0) left.splice(at, 1)
    else if (typeof dim === 'number') divisor *= dim
    else return undefined
  }
  const names = left.filter((dim) => typeof dim === 'string')
  const product = left.reduce<number>((sum, dim) => (typeof dim === 'number' ? sum * dim : sum), 1)
  if (names.length === 0) return product / divisor
  return names.length === 1 && product === divisor ? names[0] : undefined
}

function transpose(node: OnnxNode, x: Dims): Dims {
  const perm = node.attributes.get('perm')?.ints
  return perm?.length ? perm.map((axis) => x[axis]) : [...x].reverse()
}

function concat(node: OnnxNode, inputs: readonly Fact[]): Dims | undefined {
  const all = inputs.map((input) => input.dims)
  const [first] = all
  if (!first) return undefined
  const along = wrap(intAttribute(node, 'axis', 0), first.length)
  return first.map((dim, axis) => {
    const here = all.map((dims) => dims?.[axis])
    if (axis !== along) return here.find((other) => typeof other === 'number') ?? dim
    const sizes = here.filter((other) => other !== 0)
    if (sizes.length === 1) return sizes[0]
    return sizes.every((other) => typeof other === 'number') ? sizes.reduce((sum, other) => sum + other, 0) : undefined
  })
}

function gather(node: OnnxNode, x: Dims, indices: Dims | undefined): Dims | undefined {
  const axis = wrap(intAttribute(node, 'axis', 0), x.length)
  return indices && [...x.slice(0, axis), ...indices, ...x.slice(axis + 1)]
}

/** An operator's axes, given as an attribute or, in newer operator sets, as an input. */
export function axesOf(node: OnnxNode, input: Fact | undefined): readonly number[] | undefined {
  const said = node.attributes.get('axes')?.ints
  if (said) return said
  const values = input?.values
  return values?.every((value) => typeof value === 'number') ? values : undefined
}

function unsqueeze(x: Dims, axes: readonly number[] | undefined): Dims | undefined {
  if (!axes) return undefined
  const rank = x.length + axes.length
  const added = new Set(axes.map((axis) => wrap(axis, rank)))
  const rest = x[Symbol.iterator]()
  return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : rest.next().value))
}

function squeeze(x: Dims, axes: readonly number[] | undefined): Dims | undefined {
  if (!axes) return x.includes(undefined) ? undefined : x.filter((dim) => dim !== 1)
  const gone = new Set(axes.map((axis) => wrap(axis, x.length)))
  return x.filter((_, axis) => !gone.has(axis))
}

/** A slice of a named dimension from 0 to a known end is taken to be as long as its end says: no exporter cuts beyond. */
function slice(x: Dims, axes: readonly number[] | undefined, inputs: readonly Fact[]): Dims {
  const cut = axes?.map((axis) => wrap(axis, x.length))
  const [, starts, ends, , steps] = inputs
  return x.map((dim, axis) => {
    const at = cut ? cut.indexOf(axis) : axis
    if (cut && at < 0) return dim
    const [start, end] = [starts?.values?.[at], ends?.values?.[at]]
    if ((steps?.values?.[at] ?? 1) !== 1) return undefined
    if (typeof start === 'number' && typeof end === 'number' && typeof dim === 'number') {
      const bound = (edge: number): number => Math.min(dim, Math.max(0, wrap(edge, dim)))
      return Math.max(0, bound(end) - bound(start))
    }
    if (start !== 0) return undefined
    if (typeof end === 'string') return end
    return end !== undefined && end >= 2 ** 31 - 1 ? dim : undefined
  })
}

function split(node: OnnxNode, dim: Dim, sizes: Fact | undefined, output: number): Dim {
  const said = node.attributes.get('split')?.ints[output] ?? sizes?.values?.[output]
  if (said !== undefined) return said
  return typeof dim === 'number' && dim % node.outputs.length === 0 ? dim / node.outputs.length : undefined
}

function reduce(node: OnnxNode, x: Dims, opset: number, input: Fact | undefined): Dims | undefined {
  const keep = intAttribute(node, 'keepdims', 1) === 1
  const axes = axesOf(node, opset >= 13 ? input : undefined)
  // Without axes, all of them.
  if (!axes && !node.inputs[1] && intAttribute(node, 'noop_with_empty_axes', 0) === 0) return keep ? x.map(() => 1) : []
  if (!axes) return keep ? x.map(() => undefined) : undefined
  const gone = axes.map((axis) => wrap(axis, x.length))
  return keep ? x.map((dim, axis) => (gone.includes(axis) ? 1 : dim)) : x.filter((_, axis) => !gone.includes(axis))
}

function wrap(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis
}
