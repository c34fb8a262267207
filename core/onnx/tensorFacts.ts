import { type GraphIndex, tensorsRead } from './graphIndex.ts'
import { inferDims } from './inferDims.ts'
import { inferType } from './inferType.ts'
import { inferValues } from './inferValues.ts'
import type { Dim, StoredTensor, ValueInfo } from './onnxModel.ts'

/** What can be told of a tensor without running the model; undefined means unknown. */
export interface Fact {
  /** TensorProto.DataType, 0 for unknown. */
  readonly type: number
  readonly dims: readonly Dim[] | undefined
  /** The elements of a small tensor of one axis or none, shapes above all; symbolic where a dimension's name is known. */
  readonly values: readonly Dim[] | undefined
  /** Whether it depends on what the model is fed, beyond its shape. */
  readonly fed: boolean
}

export type Facts = ReadonlyMap<string, Fact>

const nothing: Fact = { type: 0, dims: undefined, values: undefined, fed: false }
const shapeOps = new Set(['Shape', 'Size'])

/** Infers the facts of every tensor of the main graph in one pass; an incomplete answer is normal. */
export function inferFacts(index: GraphIndex): Facts {
  const { graph } = index.model
  const facts = new Map<string, Fact>()
  for (const value of [...graph.values.values(), ...graph.outputs]) facts.set(value.name, annotated(value, false))
  for (const value of graph.inputs) facts.set(value.name, annotated(value, true))
  for (const tensor of graph.initializers.values()) facts.set(tensor.name, storedFact(tensor))
  for (const node of index.nodes) {
    const inputs = node.inputs.map((name) => (name ? facts.get(name) : undefined) ?? nothing)
    const fed = !shapeOps.has(node.op) && tensorsRead(node).some((name) => facts.get(name)?.fed)
    node.outputs.forEach((name, output) => {
      if (!name) return
      const said = facts.get(name)
      const dims = merge(inferDims(node, inputs, output, index.opset(node.domain)), said?.dims)
      const values = output === 0 ? inferValues(node, inputs) : undefined
      facts.set(name, {
        type: inferType(node, inputs, output) || (said?.type ?? 0),
        dims: values && dims?.length === 1 ? [values.length] : dims,
        values,
        fed,
      })
    })
  }
  return facts
}

export function factOf(facts: Facts, tensor: string): Fact {
  return facts.get(tensor) ?? nothing
}

/** A stored tensor as a fact; the values of a short one are read. */
export function storedFact(tensor: StoredTensor): Fact {
  const small = tensor.dims.length <= 1 && (tensor.dims[0] ?? 1) <= 64
  return { type: tensor.elementType, dims: tensor.dims, values: small ? tensor.read() : undefined, fed: false }
}

function annotated({ elementType, dims }: ValueInfo, fed: boolean): Fact {
  return { type: elementType, dims, values: undefined, fed }
}

function merge(inferred: readonly Dim[] | undefined, said: readonly Dim[] | undefined): readonly Dim[] | undefined {
  if (!inferred || !said || inferred.length !== said.length) return inferred ?? said
  return inferred.map((dim, axis) => dim ?? said[axis])
}
