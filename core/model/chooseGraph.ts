import { GazeError } from '../gazeError.ts'

/** Ways of storing the weights, best first: the nearer to the trained numbers, the better. */
export const graphVariants = ['', '_fp16', '_quantized', '_int8', '_uint8', '_q4', '_q4f16', '_bnb4']
const stems = ['model', 'decoder_model', 'decoder_model_merged']
/** Where a folder keeps its graphs, the hub's place first. */
export const graphFolders = ['onnx/', '']

const isEncoder = (path: string) => /(^|\/)encoder_model[^/]*\.onnx$/.test(path)
const isDecoder = (path: string) => /(^|\/)decoder_(with_past_)?model[^/]*\.onnx$/.test(path)

/** Whether a folder's files are an encoder and a decoder that belong together. */
export function isEncoderDecoderPair(files: readonly string[]): boolean {
  return files.some(isEncoder) && files.some(isDecoder)
}

/**
 * Which ONNX file of a model's folder to open: `wanted` if given, else the one of the usual names with the most exact
 * weights, else the only one there is. Throws a GazeError that names the choices.
 */
export function chooseGraph(name: string, files: readonly string[], wanted?: string): string {
  const graphs = files.filter((path) => path.endsWith('.onnx'))
  if (wanted !== undefined) {
    if (files.includes(wanted)) return wanted
    throw new GazeError(`${name} has no file ${wanted}${graphs.length ? `: choose one of ${listed(graphs)}` : ''}.`)
  }
  for (const stem of stems) {
    for (const variant of graphVariants) {
      for (const folder of graphFolders) {
        const path = `${folder}${stem}${variant}.onnx`
        if (graphs.includes(path)) return path
      }
    }
  }
  if (graphs.length === 1) return graphs[0]!
  if (graphs.length === 0) {
    throw new GazeError(`${name} has no ONNX file (onnx/model.onnx or model.onnx): export the model to ONNX first.`)
  }
  throw new GazeError(`${name} has several ONNX files and none of the usual names: choose one of ${listed(graphs)}.`)
}

function listed(paths: readonly string[]): string {
  return paths.length > 6 ? `${paths.slice(0, 6).join(', ')} …` : paths.join(', ')
}
