import { GazeError } from '../gazeError.ts'
import type { OnnxModel } from '../onnx/onnxModel.ts'
import type { ExternalFile } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'

/**
 * The files that a model's tensors lie in, read from beside it (`path` is the model's own, relative to the folder).
 * Throws a GazeError that names a file which is missing or lies outside the folder.
 */
export async function readExternal(folder: ModelFolder, path: string, model: OnnxModel, options: ReadOptions): Promise<ExternalFile[]> {
  const beside = path.slice(0, path.lastIndexOf('/') + 1)
  const files: ExternalFile[] = []
  const present = new Set(model.externalFiles.length ? await folder.list() : [])
  for (const location of model.externalFiles) {
    const file = beside + location.replace(/^(\.\/)+/, '')
    if (!present.has(file)) {
      throw new GazeError(`${model.file} keeps its weights in ${location}, which is not beside it: put that file there too.`)
    }
    files.push({ path: location, data: await folder.read(file, options) })
    throwIfCancelled(options.signal)
  }
  return files
}
