import type { Tensor, TensorData, TensorType } from '../../../core/runtime.ts'

/** A tensor as the fixtures' JSON has it: flat, row-major. */
export interface FedTensor {
  readonly type: TensorType
  readonly dims: readonly number[]
  readonly data: readonly number[]
}

const arrays: Partial<Record<TensorType, (data: readonly number[]) => TensorData>> = {
  float32: (data) => Float32Array.from(data),
  int64: (data) => BigInt64Array.from(data.map(BigInt)),
  int32: (data) => Int32Array.from(data),
  bool: (data) => Uint8Array.from(data),
  // Fixtures feed half-precision models an empty past only.
  float16: (data) => new Uint16Array(data.length),
}

export function toTensor({ type, dims, data }: FedTensor): Tensor {
  return { type, dims, data: arrays[type]!(data) }
}
