import { GazeError } from '../../core/index.ts'
import type { Backend, BackendChoice } from '../../protocol/model.ts'
import { t } from '../l10n/translate.ts'

/** Asked for once: what a machine has does not change while a worker lives. */
let adapter: Promise<GPUAdapter | null> | undefined

/**
 * The backends to try, in this order. 'auto' takes WebGPU only where a real adapter answers: one emulated on the
 * processor is slower than WASM. Throws where WebGPU was asked for and nothing answers.
 */
export async function chooseBackends(choice: BackendChoice): Promise<Backend[]> {
  if (choice === 'wasm') return ['wasm']
  const answer = await (adapter ??= requestAdapter())
  if (choice === 'webgpu') {
    if (answer) return ['webgpu']
    throw new GazeError(t('No WebGPU adapter answers on this machine; set the Token Gaze backend to auto or wasm.'))
  }
  return answer && !answer.info.isFallbackAdapter ? ['webgpu', 'wasm'] : ['wasm']
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
