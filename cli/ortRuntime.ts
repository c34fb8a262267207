import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { env, InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web/wasm'
import { joinParts, type ModelBytes, type Runtime, type RuntimeModel, type Tensor, type TensorData } from '../core/index.ts'

/**
 * Beside the bundled command line, else among the packages. The plain build: in the page's (asyncify) Node 20's compiler
 * meets a function of 1.5 MB and takes a minute over it before the process can end.
 */
function wasmPath(): string | URL {
  const bundled = new URL('./cli.wasm', import.meta.url)
  if (existsSync(bundled)) return bundled
  return createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
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

/** Fatal faults alone are logged: what goes wrong is thrown, and said once. */
const quiet = { logSeverityLevel: 4 } as const

function ortModel(session: InferenceSession): RuntimeModel {
  let last: Promise<unknown> = Promise.resolve()
  function queue<T>(job: () => Promise<T>): Promise<T> {
    const result = last.then(job)
    last = result.catch(() => undefined)
    return result
  }
  return {
    run: (feeds, outputs) =>
      queue(async () => {
        const given = Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, toOrt(tensor)]))
        const got = await session.run(given, outputs, quiet)
        return Object.fromEntries(outputs.map((name) => [name, fromOrt(got[name]!)]))
      }),
    dispose: () => queue(() => session.release()),
  }
}

/** onnxruntime-web on WebAssembly in Node, on one thread; its errors reject with the runtime's own message. */
export function ortRuntime(): Runtime {
  env.logLevel = 'fatal'
  env.wasm.numThreads = 1
  env.wasm.wasmBinary ??= readFileSync(wasmPath())
  return {
    backend: 'wasm',
    async load({ parts, external }: ModelBytes): Promise<RuntimeModel> {
      return ortModel(
        await InferenceSession.create(joinParts(parts), {
          executionProviders: ['wasm'],
          graphOptimizationLevel: 'all',
          ...quiet,
          // Quantised weights fold to float at load, so that the arithmetic is the graph's own.
          extra: { session: { disable_quant_qdq: '1' } },
          ...(external && { externalData: external.map((file) => ({ ...file })) }),
        }),
      )
    },
  }
}
