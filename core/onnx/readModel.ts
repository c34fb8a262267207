import { GazeError } from '../gazeError.ts'
import type { OnnxModel } from './onnxModel.ts'

/** Reads an ONNX file without touching its weights; throws a GazeError that names the file and what is wrong with it. */
export function readModel(bytes: Uint8Array, file = 'the model'): OnnxModel {
  throw new GazeError(`${file} of ${String(bytes.length)} bytes cannot be read yet.`, 'internal')
}
