import { followAxis } from './followAxis.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { Factor, Layout, ScaledLayout } from './layout.ts'
import { linearSource } from './linearSource.ts'
import { isFloat, type OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

const moving = new Set(['Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile'])
const plain = new Set(['Identity', 'Cast', 'CastLike', 'Dropout', 'QuantizeLinear', 'DequantizeLinear'])

/** A projected tensor, and what the graph multiplies it with before the product; undefined where that is not constant. */
export interface Projection {
  readonly layout: ScaledLayout
  readonly scale: number | undefined
  /** Every layout on the way back, nearest first. */
  readonly way: readonly Layout[]
}

/**
 * Walks back from a side of an attention's product to the tensor as the model projects it: over scaling by one number
 * and over the repetition of grouped key-value heads. Where these lie behind a change of layout or a rotary encoding,
 * the nearer tensor is kept, and the layout says how to undo them. Without `unscale`, scaling belongs to the tensor.
 */
export function traceProjection(operand: Layout, index: GraphIndex, facts: Facts, unscale = true): Projection {
  let best: ScaledLayout = { ...operand, factors: [] }
  let scale: number | undefined = 1
  let at: Layout | undefined = operand
  let { tensor } = operand
  const way = [operand]
  // Whether `at` is what `best` shall be, but for scaling; and whether it still can be, but for repetition.
  let near = true
  let plainWay = true
  for (let node = index.producer(tensor); node; node = index.producer(tensor)) {
    const factor = unscale ? scaling(node, facts) : undefined
    const moves = moving.has(node.op)
    const source = factor || moves || plain.has(node.op) ? undefined : linearSource(tensor, index, facts)
    if (!factor && !moves && !plain.has(node.op) && source === undefined) break
    tensor = source ?? factor?.input ?? node.inputs[0]!
    // Where rows and columns get lost, factors are still worth finding: they are numbers, whatever the layout.
    at = at && (moves ? before(node, at, facts) : source === undefined || sameRank(source, at, facts) ? { ...at, tensor } : undefined)
    if (at) way.push(at)
    plainWay &&= source === undefined
    if (at && copiesHeads(node, at, facts)) {
      if (plainWay) best = { ...at, factors: [] }
      else best = { ...best, ...repetition(node, at, facts) }
      near = plainWay
    } else if (factor && near && at) best = { ...best, ...at }
    else if (factor) best = { ...best, factors: [...best.factors, factor] }
    else near &&= source === undefined && (!moves || node.op === 'Transpose')
    if (factor) scale = scaled(scale, factor, facts)
  }
  return { layout: best, scale, way }
}

/** Multiplication or division by a single number that does not depend on the text. */
export function scaling(node: OnnxNode, facts: Facts): (Factor & { input: string }) | undefined {
  const [a, b] = node.inputs
  if (!a || !b || (node.op !== 'Mul' && node.op !== 'Div')) return undefined
  if (isNumber(b, facts)) return { tensor: b, divides: node.op === 'Div', input: a }
  return node.op === 'Mul' && isNumber(a, facts) ? { tensor: a, divides: false, input: b } : undefined
}

/** The product of a scale and one more factor of the graph, where its value is known. */
export function scaled(scale: number | undefined, { tensor, divides }: Factor, facts: Facts): number | undefined {
  const value = factOf(facts, tensor).values?.[0]
  return scale === undefined || typeof value !== 'number' ? undefined : divides ? scale / value : scale * value
}

function isNumber(tensor: string, facts: Facts): boolean {
  const { dims, values, fed } = factOf(facts, tensor)
  return !fed && (dims ? dims.every((dim) => dim === 1) : values?.length === 1)
}

/** The layout of a moving node's input whose rows and columns become the given ones. */
function before(node: OnnxNode, after: Layout, facts: Facts): Layout | undefined {
  const tensor = node.inputs[0]!
  const rank = factOf(facts, tensor).dims?.length ?? 5
  const axes = Array.from({ length: rank }, (_, axis) => axis)
  const row = axes.find((axis) => followAxis(node, tensor, axis, facts) === after.row)
  const column = axes.find((axis) => followAxis(node, tensor, axis, facts) === after.column)
  return row === undefined || column === undefined ? undefined : { tensor, row, column }
}

function sameRank(tensor: string, layout: Layout, facts: Facts): boolean {
  const rank = factOf(facts, tensor).dims?.length
  return rank !== undefined && rank === factOf(facts, layout.tensor).dims?.length
}

/** Whether a node copies single axes outside the matrices: how key-value heads are shared by several queries. */
function copiesHeads(node: OnnxNode, { tensor, row, column }: Layout, facts: Facts): boolean {
  if (node.op !== 'Expand' && node.op !== 'Tile') return false
  const { dims, type } = factOf(facts, tensor)
  return isFloat(type) && dims !== undefined && dims.length >= 3 && dims.at(-1 - row) !== 1 && dims.at(-1 - column) !== 1
}

/** How often such a node copies each head, where it is known, and whether the copies stand side by side. */
function repetition(node: OnnxNode, { tensor, row, column }: Layout, facts: Facts): Pick<ScaledLayout, 'repeats'> {
  const from = factOf(facts, tensor).dims ?? []
  const to = factOf(facts, node.outputs[0]!).dims ?? []
  const grown = from.findIndex((dim, axis) => dim === 1 && from.length === to.length && typeof to[axis] === 'number' && to[axis] > 1)
  const times = to[grown]
  if (typeof times !== 'number') return {}
  const others = from.slice(1, grown).filter((_, i) => i + 1 !== from.length - 1 - row && i + 1 !== from.length - 1 - column)
  return { repeats: { times, adjacent: others.some((dim) => dim !== 1) } }
}
