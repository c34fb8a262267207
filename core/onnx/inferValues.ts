import { elementTypes as types, type Dim, type OnnxNode } from './onnxModel.ts'
import { intAttribute } from './graphIndex.ts'
import { storedFact, type Fact } from './tensorFacts.ts'

type Values = readonly Dim[]

const unary: Record<string, (x: number) => number> = {
  Sqrt: Math.sqrt, Neg: (x) => -x, Reciprocal: (x) => 1 / x, Floor: Math.floor, Ceil: Math.ceil, Abs: Math.abs,
  Exp: Math.exp, Log: Math.log,
}
const binary: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b, Sub: (a, b) => a - b, Mul: (a, b) => a * b, Pow: (a, b) => a ** b,
  Max: Math.max, Min: Math.min, Mod: (a, b) => ((a % b) + b) % b,
}
const same = new Set(['Identity', 'CastLike', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Dropout'])
const most = 64

/** The elements of a node's first output where they are few and follow from constants and shapes. */
export function inferValues(node: OnnxNode, inputs: readonly Fact[]): Values | undefined {
  const { op } = node
  const x = inputs[0]
  if (op === 'Constant') return constantValues(node)
  if (op === 'Shape') return sliced(x?.dims, intAttribute(node, 'start', 0), intAttribute(node, 'end', Infinity))
  if (op === 'ConstantOfShape') return filled(node, x?.values)
  if (op === 'Concat') {
    const parts = inputs.map(({ values, dims }) => values ?? unknowns(dims))
    return parts.every((part) => part !== undefined) ? few(parts.flat()) : undefined
  }
  if (op === 'Equal') return zip(x?.values, inputs[1]?.values, (a, b) => (a === undefined || b === undefined ? undefined : Number(a === b)))
  if (op === 'Where') return where(inputs)
  const values = x?.values
  if (!values) return undefined
  if (same.has(op)) return values
  if (op === 'Cast') {
    const whole = [types.int64, types.int32].includes(intAttribute(node, 'to', 0) as never)
    return values.map((value) => (whole && typeof value === 'number' ? Math.trunc(value) : value))
  }
  if (op === 'Gather') {
    return inputs[1]?.values?.map((at) => (typeof at === 'number' ? values[at < 0 ? at + values.length : at] : undefined))
  }
  if (op === 'Slice') return slice(node, values, inputs)
  const one = unary[op]
  if (one) return values.map((value) => (typeof value === 'number' ? one(value) : undefined))
  const other = inputs[1]?.values
  if (op === 'Div') {
    const whole = x.type === types.int64 || x.type === types.int32
    return zip(values, other, (a, b) => (typeof a === 'number' && typeof b === 'number' ? (whole ? Math.trunc(a / b) : a / b) : b === 1 ? a : undefined))
  }
  const two = binary[op]
  if (two) return zip(values, other, (a, b) => arithmetic(op, two, a, b))
  return undefined
}

/** A list of which only the length is known. */
function unknowns(dims: Values | undefined): Values | undefined {
  const length = dims?.length === 1 ? dims[0] : undefined
  return typeof length === 'number' && length <= most ? Array.from({ length }, () => undefined) : undefined
}

function arithmetic(op: string, apply: (a: number, b: number) => number, a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return apply(a, b)
  if (op === 'Mul') return a === 1 ? b : b === 1 ? a : undefined
  if (op === 'Add') return a === 0 ? b : b === 0 ? a : undefined
  return undefined
}

function constantValues(node: OnnxNode): Values | undefined {
  for (const attribute of node.attributes.values()) {
    if (attribute.tensor) return storedFact(attribute.tensor).values
    if (attribute.name === 'value_float') return [attribute.float]
    if (attribute.name === 'value_int') return [attribute.int]
    if (attribute.name === 'value_floats') return few(attribute.floats)
    if (attribute.name === 'value_ints') return few(attribute.ints)
  }
  return undefined
}

function filled(node: OnnxNode, shape: Values | undefined): Values | undefined {
  if (!shape || shape.length > 1) return undefined
  const [count = 1] = shape
  if (typeof count !== 'number' || count > most || count < 0) return undefined
  const value = node.attributes.get('value')?.tensor
  return Array.from({ length: count }, () => (value ? value.read(1)?.[0] : 0))
}

function where([condition, a, b]: readonly Fact[]): Values | undefined {
  const length = condition?.values?.length
  if (!length || !a?.values || !b?.values) return undefined
  return condition.values.map((yes, i) => (yes === undefined ? undefined : pick(yes ? a.values! : b.values!, i)))
}

function slice(node: OnnxNode, values: Values, inputs: readonly Fact[]): Values | undefined {
  const start = node.attributes.get('starts')?.ints[0] ?? inputs[1]?.values?.[0]
  const end = node.attributes.get('ends')?.ints[0] ?? inputs[2]?.values?.[0]
  const step = inputs[4]?.values?.[0] ?? 1
  return typeof start === 'number' && typeof end === 'number' && step === 1 ? sliced(values, start, end) : undefined
}

function sliced(values: Values | undefined, start: number, end: number): Values | undefined {
  return values && few(values.slice(start, end))
}

function zip(a: Values | undefined, b: Values | undefined, combine: (a: Dim, b: Dim) => Dim): Values | undefined {
  if (!a || !b || (a.length !== b.length && a.length !== 1 && b.length !== 1)) return undefined
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => combine(pick(a, i), pick(b, i)))
}

function pick(values: Values, i: number): Dim {
  return values.length === 1 ? values[0] : values[i]
}

function few(values: Values): Values | undefined {
  return values.length <= most ? values : undefined
}
