import { intAttribute } from './graphIndex.ts'
import { axesOf } from './inferDims.ts'
import type { Dim, OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/**
 * Where an axis of a node's input stands in its output, both counted from the end; undefined where the node may mix it
 * with others. For nodes that move, add or broadcast axes; elementwise ones leave it in its place.
 */
export function followAxis(node: OnnxNode, input: string, axis: number, facts: Facts): number | undefined {
  const before = factOf(facts, input).dims
  const after = factOf(facts, node.outputs[0]!).dims
  if (node.op === 'Transpose') {
    const perm = node.attributes.get('perm')?.ints
    if (!perm?.length) return before && before.length - 1 - axis
    const at = perm.indexOf(perm.length - 1 - axis)
    return at < 0 ? undefined : perm.length - 1 - at
  }
  if (node.op === 'Unsqueeze' || node.op === 'Squeeze') return followSqueeze(node, axis, before?.length, after?.length, facts)
  if (node.op === 'Reshape') {
    if (before && after && before.length === after.length) return axis
    return axis > 1 ? followReshape(axis, before, after) : keptAtEnd(axis, before, after)
  }
  return axis
}

/** The last two axes are the matrix's own: a Reshape that splits or joins the others leaves them, unless sizes say no. */
function keptAtEnd(axis: number, before: readonly Dim[] | undefined, after: readonly Dim[] | undefined): number | undefined {
  const from = before?.at(-1 - axis)
  const to = after?.at(-1 - axis)
  return typeof from === 'number' && typeof to === 'number' && from !== to ? undefined : axis
}

/** An axis further in is followed where all axes on one side of it stay the same. */
function followReshape(axis: number, before: readonly Dim[] = [], after: readonly Dim[] = []): number | undefined {
  const place = before.length - 1 - axis
  const same = (a: readonly Dim[], b: readonly Dim[]): boolean => a.every((dim, at) => dim !== undefined && dim === b[at])
  if (place < 0) return undefined
  if (same(before.slice(0, place + 1), after)) return after.length - 1 - place
  const reversed = [...after].reverse()
  return same([...before].reverse().slice(0, axis + 1), reversed) ? axis : undefined
}

function followSqueeze(node: OnnxNode, axis: number, before: number | undefined, after: number | undefined, facts: Facts): number | undefined {
  const axes = axesOf(node, node.inputs[1] ? factOf(facts, node.inputs[1]) : undefined)
  const wide = node.op === 'Unsqueeze' ? after : before
  if (!axes) return before !== undefined && before === after ? axis : undefined
  const fromEnd = axes.map((at) => (at < 0 ? -1 - at : wide === undefined ? undefined : wide - 1 - at))
  if (fromEnd.includes(undefined)) return undefined
  const inner = fromEnd.filter((at) => at !== undefined).sort((a, b) => a - b)
  if (node.op === 'Squeeze') return inner.includes(axis) ? undefined : axis - inner.filter((at) => at < axis).length
  return inner.reduce((at, added) => (added <= at ? at + 1 : at), axis)
}

/** Which axis a softmax runs over, counted from the end, where that can be told; softmaxes of old run over all from their axis on. */
export function softmaxAxis(node: OnnxNode, opset: number, facts: Facts): number | undefined {
  if (overLastAxis(node, opset, facts)) return 0
  const axis = intAttribute(node, 'axis', -1)
  const dims = factOf(facts, node.inputs[0]!).dims
  if (!dims || (node.op !== 'Softmax' && node.op !== 'LogSoftmax')) return undefined
  const place = axis < 0 ? dims.length + axis : axis
  return opset >= 13 || dims.slice(place + 1).every((dim) => dim === 1) ? dims.length - 1 - place : undefined
}

/** Whether a softmax runs over the last axis of its input, as far as can be told. */
export function overLastAxis(node: OnnxNode, opset: number, facts: Facts): boolean {
  const axis = intAttribute(node, 'axis', opset >= 13 ? -1 : 1)
  if (axis === -1) return true
  const rank = factOf(facts, node.inputs[0]!).dims?.length
  return rank === undefined ? axis >= 2 : axis === rank - 1
}
