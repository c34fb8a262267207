import { env, InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web/webgpu'
import { joinParts, type ModelBytes, type Runtime, type RuntimeModel, type Tensor, type TensorData } from '../../core/index.ts'
import type { Backend } from '../../protocol/model.ts'
import { t } from '../l10n/translate.ts'
import { serialQueue } from './serialQueue.ts'

/** Gives onnxruntime its wasm. To be called once, before anything is loaded. */
export function startOrt(wasm: ArrayBuffer): void {
  env.logLevel = 'fatal'
  env.wasm.wasmBinary = wasm
  env.wasm.proxy = false
  // Threads share memory, which needs an isolated page.
  env.wasm.numThreads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1
}

/** All runs of a worker share one queue: two that overlap on WebGPU block the worker for ever. */
const inTurn = serialQueue()

/** onnxruntime-web on one backend; its errors reject with the runtime's own message. */
export function ortRuntime(backend: Backend): Runtime {
  return {
    backend,
    load: ({ parts, external }: ModelBytes) =>
      inTurn(async () => {
        const options: InferenceSession.SessionOptions = {
          executionProviders: [backend],
          graphOptimizationLevel: 'all',
          ...quiet,
          // Quantised weights fold to float at load, so that the arithmetic is the graph's own.
          extra: { session: { disable_quant_qdq: '1' } },
          ...(external?.length && { externalData: external.map((file) => ({ ...file })) }),
        }
        return ortModel(await inWords(backend, InferenceSession.create(joinParts(parts), options)), backend)
      }),
  }
}

/** Fatal faults alone are logged: what goes wrong is thrown, and said once. */
const quiet = { logSeverityLevel: 4 } as const

function ortModel(session: InferenceSession, backend: Backend): RuntimeModel {
  return {
    run: (feeds, outputs) =>
      inTurn(async () => {
        const given = Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, toOrt(tensor)]))
        const got = await inWords(backend, session.run(given, outputs, quiet))
        return Object.fromEntries(outputs.map((name) => [name, fromOrt(got[name]!)]))
      }),
    dispose: () => inTurn(() => session.release()),
  }
}

/** C++ exceptions that nobody caught arrive as bare numbers: a device that was refused, or memory that ran out. */
async function inWords<T>(backend: Backend, result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (cause) {
    if (typeof cause !== 'number') throw cause
    throw new Error(backend === 'webgpu' ? t('WebGPU gave no device, or ran out of memory') : t('it ran out of memory'), { cause })
  }
}

function toOrt({ type, data, dims }: Tensor): OrtTensor {
  return new OrtTensor(type as 'float32', data as Float32Array, dims)
}

function fromOrt(tensor: OrtTensor): Tensor {
  const data = tensor.data as TensorData
  return {
    type: tensor.type as Tensor['type'],
    dims: tensor.dims,
    data: tensor.type === 'float16' ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data,
  }
}
