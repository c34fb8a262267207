import { GazeError } from '../gazeError.ts'
import { elementTypes, type ValueInfo } from '../onnx/onnxModel.ts'
import type { Tensor, TensorData, TensorType } from '../runtime.ts'

const arrays: Record<Exclude<TensorType, 'int64' | 'float16'>, new (values: number[]) => TensorData> = {
  float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, int16: Int16Array,
  uint16: Uint16Array, int8: Int8Array, uint8: Uint8Array, bool: Uint8Array,
}
const halfOne = 0x3c00

/** The element type that a graph declares for an input, by name; a GazeError names an input of a type that cannot be fed. */
export function inputType({ name, elementType }: ValueInfo, file: string): TensorType {
  const type = Object.entries(elementTypes).find(([, number]) => number === elementType)?.[0]
  if (type === 'int64' || type === 'float16' || (type && type in arrays)) return type as TensorType
  throw new GazeError(`${file} declares its input ${name} with element type ${type ?? elementType}, which cannot be fed: export it with int64.`)
}

/** A tensor of any element type from whole numbers; float16 takes zeros and ones only, as masks need. */
export function fillTensor(type: TensorType, dims: readonly number[], values: readonly number[]): Tensor {
  if (type === 'int64') return { type, dims, data: BigInt64Array.from(values, BigInt) }
  if (type === 'float16') return { type, dims, data: Uint16Array.from(values, (value) => (value ? halfOne : 0)) }
  return { type, dims, data: new arrays[type](values as number[]) }
}
