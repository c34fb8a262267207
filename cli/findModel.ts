import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { GazeError, type ModelFolder } from '../core/index.ts'
import { bundledFolder, bundledModels } from './bundledModels.ts'
import { nodeFolder } from './nodeFolder.ts'

/** A folder to open, and which ONNX file in it where one was named. */
export interface FoundModel {
  readonly folder: ModelFolder
  readonly file?: string
}

/** What `<model>` stands for: a bundled model's name, a folder, or one ONNX file of a folder. */
export async function findModel(model: string): Promise<FoundModel> {
  const bundled = await bundledModels()
  const known = bundled.find(({ name }) => name === model)
  if (known) {
    const hashes = new Map(known.files.map(({ path, sha256 }) => [path, sha256]))
    return { folder: nodeFolder(join(bundledFolder, known.folder), known.name, hashes) }
  }
  const path = resolve(model)
  const info = await stat(path).catch(() => undefined)
  if (info?.isDirectory()) return { folder: nodeFolder(path, basename(path)) }
  if (info?.isFile() && path.endsWith('.onnx')) return besideFile(path)
  const names = bundled.map(({ name }) => name).join(', ')
  throw new GazeError(
    info
      ? `${model} is a file, not a model: give its folder (config.json, tokenizer.json, onnx/model.onnx) or an .onnx file in it.`
      : `There is no bundled model and no folder called ${model}: the bundled models are ${names}; for your own, give its folder's path.`)
}

/** The folder of an ONNX file is the nearest of its own and the one above that has a config.json. */
async function besideFile(path: string): Promise<FoundModel> {
  const own = dirname(path)
  const above = dirname(own)
  const has = async (folder: string) => (await stat(join(folder, 'config.json')).catch(() => undefined)) !== undefined
  if (!(await has(own)) && (await has(above))) {
    return { folder: nodeFolder(above, basename(above)), file: `${basename(own)}/${basename(path)}` }
  }
  return { folder: nodeFolder(own, basename(own)), file: basename(path) }
}
