import { ortRuntime } from '../cli/ortRuntime.ts'
import { findAttention, patchModel, readModel, type PatchedModel } from '../core/index.ts'
import type { Measurement } from './measurement.ts'
import { minilmBytes } from './minilm.ts'
import { bestOfTurns } from './timing.ts'

/** Reading, finding and patching against onnxruntime's creation of the session, by turns; enough of them to compile both. */
export async function surgeryRatio(): Promise<Measurement[]> {
  const bytes = minilmBytes()
  const runtime = ortRuntime()
  const operate = (): PatchedModel => {
    const model = readModel(bytes, 'MiniLM')
    return patchModel(model, findAttention(model, { modelType: 'bert' }).sites)
  }
  const patched = operate()
  const [surgery, creation] = await bestOfTurns(20, operate, async () => (await runtime.load(patched)).dispose())
  return [{
    what: 'surgery, against session creation', measured: surgery / creation, bound: 0.05, unit: 'x',
    detail: `${surgery.toFixed(1)} ms against ${creation.toFixed(0)} ms`,
  }]
}
