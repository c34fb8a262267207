/** Element types that the engine feeds or fetches, by their ONNX names. */
export type TensorType =
  | 'float32' | 'float64' | 'float16' | 'int64' | 'int32' | 'uint32' | 'int16' | 'uint16' | 'int8' | 'uint8' | 'bool'

export type TensorData =
  | Float32Array | Float64Array | Uint16Array | Int16Array | BigInt64Array | Int32Array | Uint32Array | Int8Array | Uint8Array

/** A dense row-major tensor; float16 travels as raw 16-bit patterns in a Uint16Array. */
export interface Tensor {
  readonly type: TensorType
  readonly dims: readonly number[]
  readonly data: TensorData
}

/** A file that an ONNX model's tensors point into (`external_data`), by the path the model names. */
export interface ExternalFile {
  readonly path: string
  readonly data: Uint8Array
}

/** What one ONNX file is to the runtime; its bytes may come in parts, which mean their concatenation. */
export interface ModelBytes {
  readonly parts: readonly Uint8Array[]
  readonly external?: readonly ExternalFile[]
}

/**
 * The one port through which the engine runs models. Implementations: onnxruntime-web in the page's worker, and
 * onnxruntime-web on wasm in Node. Errors reject with the runtime's own message.
 */
export interface Runtime {
  readonly backend: 'webgpu' | 'wasm'
  load(model: ModelBytes): Promise<RuntimeModel>
}

export interface RuntimeModel {
  /** Runs the model and returns just the outputs asked for. Calls are queued, never overlapped. */
  run(feeds: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<Record<string, Tensor>>
  dispose(): Promise<void>
}
