/** ONNX element type numbers (TensorProto.DataType) by their names in this engine; others keep their number only. */
export const elementTypes = {
  float32: 1, uint8: 2, int8: 3, uint16: 4, int16: 5, int32: 6, int64: 7, string: 8, bool: 9, float16: 10,
  float64: 11, uint32: 12, uint64: 13, bfloat16: 16,
} as const

export function isFloat(elementType: number): boolean {
  return ([elementTypes.float32, elementTypes.float16, elementTypes.float64, elementTypes.bfloat16] as number[]).includes(elementType)
}

/** A dimension: a number, a symbolic name, or undefined where the file leaves it open. */
export type Dim = number | string | undefined

/** A graph input, output or annotated value; `elementType` 0 and `dims` undefined where the file does not say. */
export interface ValueInfo {
  readonly name: string
  readonly elementType: number
  readonly dims: readonly Dim[] | undefined
}

/** Where a tensor's bytes lie in another file, relative to the model's own. */
export interface ExternalLocation {
  readonly location: string
  readonly offset: number
  readonly length: number | undefined
}

/** A stored tensor; its bytes stay where they are in the file. `read` gives values of small tensors only. */
export interface StoredTensor {
  readonly name: string
  readonly elementType: number
  readonly dims: readonly number[]
  readonly external: ExternalLocation | undefined
  /** The first values as numbers (int64 beyond 2^53 loses precision), or undefined for external or exotic data. */
  read(limit?: number): readonly number[] | undefined
}

export interface Attribute {
  readonly name: string
  readonly int: number
  readonly float: number
  readonly text: string
  readonly ints: readonly number[]
  readonly floats: readonly number[]
  readonly tensor: StoredTensor | undefined
  readonly graphs: readonly OnnxGraph[]
}

/** One node; `index` is its place in the file's order. Absent optional inputs are empty strings. */
export interface OnnxNode {
  readonly index: number
  readonly name: string
  readonly op: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, Attribute>
}

export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly values: ReadonlyMap<string, ValueInfo>
  readonly initializers: ReadonlyMap<string, StoredTensor>
}

/** A function that the model brings along; nodes of this domain and op call it. */
export interface OnnxFunction {
  readonly domain: string
  readonly name: string
  readonly nodes: readonly OnnxNode[]
}

/** A read-only view of an ONNX file. It keeps `bytes` and copies no tensor out of them. */
export interface OnnxModel {
  readonly bytes: Uint8Array
  /** What to hand to a runtime in place of `bytes`, where a branch of the graph was chosen. */
  readonly parts?: readonly Uint8Array[]
  /** What messages call the file. */
  readonly file: string
  readonly irVersion: number
  /** Operator set versions by domain; '' is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>
  readonly graph: OnnxGraph
  readonly functions: readonly OnnxFunction[]
  /** Paths of the files its tensors lie in, each once. */
  readonly externalFiles: readonly string[]
}
