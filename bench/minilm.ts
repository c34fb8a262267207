import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findModel } from '../cli/findModel.ts'
import { ortRuntime } from '../cli/ortRuntime.ts'
import { openModel, type Encoding, type GazeModel } from '../core/index.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The bundled model, opened as everybody opens it. */
export async function openMinilm(): Promise<GazeModel> {
  return openModel((await findModel('minilm')).folder, ortRuntime())
}

/** The bundled model's graph, 24 MB. */
export function minilmBytes(): Uint8Array {
  return readFileSync(`${root}media/models/minilm/onnx/model.onnx`)
}

/** Real prose that gives exactly so many tokens, special ones included. */
export function textOf(model: GazeModel, tokens: number): { readonly text: string; readonly encoding: Encoding } {
  const licence = readFileSync(`${root}media/models/minilm/LICENSE`, 'utf8')
  const whole = model.encode(licence, { maxTokens: tokens })
  const text = licence.slice(0, whole.truncated?.at ?? licence.length)
  return { text, encoding: model.encode(text) }
}
