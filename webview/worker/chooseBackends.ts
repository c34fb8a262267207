import { GazeError } from '../../core/index.ts'
import type { Backend, BackendChoice } from '../../protocol/model.ts'

/**
 * The backends to try, in this order. 'auto' takes WebGPU only where a real adapter answers: one emulated on the
 * processor is slower than WASM. Throws where WebGPU was asked for and nothing answers.
 */
export async function chooseBackends(choice: BackendChoice): Promise<Backend[]> {
  if (choice === 'wasm') return ['wasm']
  const adapter = await requestAdapter()
  if (choice === 'webgpu') {
    if (adapter) return ['webgpu']
    throw new GazeError('No WebGPU adapter answers on this machine; set the Token Gaze backend to auto or wasm.')
  }
  return adapter && !adapter.info.isFallbackAdapter ? ['webgpu', 'wasm'] : ['wasm']
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  try {
    // Absent in browsers without WebGPU, whatever the types say.
    const gpu = navigator.gpu as GPU | undefined
    return (await gpu?.requestAdapter()) ?? null
  } catch {
    return null
  }
}
