import { asContraction, type Contraction } from './contraction.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** One step of a way through the graph: a node, and the input by which it is entered or left. */
export interface Step {
  readonly node: OnnxNode
  readonly input: string
}

/** How the scores of a softmax come from a product of two activations. */
export interface ScorePath {
  readonly contraction: Contraction
  /** From the product down to the softmax. */
  readonly steps: readonly Step[]
}

/** Which inputs of an operator may carry scores through it to the softmax; all where undefined is mapped. */
const carriers: Record<string, readonly number[] | 'all'> = {
  Add: 'all', Sum: 'all', Sub: [0], Mul: 'all', Div: [0], Max: 'all', Min: 'all', Where: [1, 2], Clip: [0], Cast: [0],
  CastLike: [0], Identity: [0], Dropout: [0], Reshape: [0], Transpose: [0], Squeeze: [0], Unsqueeze: [0], Expand: [0],
  Flatten: [0], Tanh: [0], Concat: 'all', Slice: [0], QuantizeLinear: [0], DequantizeLinear: [0], ScatterND: [0],
  ScatterElements: [0], Trilu: [0],
}
/** Operators that move single elements about: scores come through them in sparse and windowed attention. */
const movers: Record<string, readonly number[] | 'all'> = {
  ...carriers, Pad: [0], Gather: [0], GatherElements: [0], GatherND: [0], ScatterND: 'all', ScatterElements: 'all',
  Split: [0], Tile: [0],
}

/**
 * Walks back from a tensor to the matrix products of two activations that it is made of, nearest first.
 * With `scattered`, also through operators that rearrange elements: enough to recognise attention, not to expose it.
 */
export function traceScores(tensor: string, index: GraphIndex, facts: Facts, scattered = false): ScorePath[] {
  return endsBehind(tensor, index, facts, (node) => asContraction(node, index) !== undefined, scattered).flatMap(({ node, steps }) => {
    const contraction = asContraction(node, index)!
    return contraction.sides.every((side) => factOf(facts, side.tensor).fed) ? [{ contraction, steps }] : []
  })
}

/** The nodes of some kind at which the ways back from a tensor through what carries scores end, nearest first. */
export function endsBehind(
  tensor: string, index: GraphIndex, facts: Facts, isEnd: (node: OnnxNode) => boolean, scattered = false,
): { readonly node: OnnxNode; readonly steps: readonly Step[] }[] {
  const found: ReturnType<typeof endsBehind> = []
  const seen = new Set([tensor])
  let front: { tensor: string; steps: readonly Step[] }[] = [{ tensor, steps: [] }]
  while (front.length) {
    const next: typeof front = []
    for (const { tensor: at, steps } of front) {
      const node = index.producer(at)
      if (!node) continue
      if (isEnd(node)) {
        found.push({ node, steps })
        continue
      }
      const through = (scattered ? movers : carriers)[node.op]
      if (!through) continue
      for (const [i, input] of node.inputs.entries()) {
        if (!input || seen.has(input) || (through !== 'all' && !through.includes(i)) || !factOf(facts, input).fed) continue
        seen.add(input)
        next.push({ tensor: input, steps: [{ node, input }, ...steps] })
      }
    }
    front = next
  }
  return found
}
