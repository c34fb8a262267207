import { GazeError } from '../gazeError.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'

/** A JSON file of a model's folder, parsed; a GazeError names the file that is no JSON object. */
export async function readJson(folder: ModelFolder, path: string, options?: ReadOptions): Promise<Record<string, unknown>> {
  const bytes = await folder.read(path, options)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new GazeError(`${path} of ${folder.name} is damaged (${(cause as Error).message}): download it again.`, 'input', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GazeError(`${path} of ${folder.name} holds no JSON object: download it again.`)
  }
  return value as Record<string, unknown>
}
