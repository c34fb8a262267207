import { readFile } from 'node:fs/promises'
import { bundledFolder, bundledModels, type BundledModel } from '../../cli/bundledModels.ts'
import { findModel } from '../../cli/findModel.ts'
import { ortRuntime } from '../../cli/ortRuntime.ts'
import { openModel, type CapturedTensor, type GazeModel } from '../../core/index.ts'

/** A bundled model, its sample, and the head that is shown first of it. */
export interface OpenBundled {
  readonly model: GazeModel
  readonly sample: Uint8Array
  readonly layer: number
  readonly head: number
}

export async function openBundled(name: string): Promise<OpenBundled> {
  const entry: BundledModel = (await bundledModels()).find((bundled) => bundled.name === name)!
  const model = await openModel((await findModel(name)).folder, ortRuntime(), { encoderDecoders: true })
  return { model, sample: await readFile(`${bundledFolder}${entry.folder}/${entry.sample!}`), ...entry.start ?? { layer: 0, head: 0 } }
}

/** The rows of one head. */
export function headRows({ name, shape: [, queries, keys], data }: CapturedTensor, head: number): readonly { readonly values: Float32Array; readonly of: string }[] {
  return Array.from({ length: queries }, (_, query) => {
    const from = (head * queries + query) * keys
    return { values: data.subarray(from, from + keys), of: `${name}[${String(head)},${String(query)}]` }
  })
}
