import { GazeError } from '../gazeError.ts'
import type { OnnxFunction, OnnxGraph, OnnxModel } from './onnxModel.ts'
import { emptyGraph, GraphReader, mergeGraph } from './readGraph.ts'
import { WireReader } from './wireReader.ts'

/** Reads an ONNX file without touching its weights; throws a GazeError that names the file and what is wrong with it. */
export function readModel(bytes: Uint8Array, file = 'The model'): OnnxModel {
  refuseOtherFiles(bytes, file)
  const graphs = new GraphReader()
  const opsets = new Map<string, number>()
  const functions: OnnxFunction[] = []
  let graph: OnnxGraph | undefined
  let irVersion = 0
  const model = new WireReader(bytes, file)
  while (model.next()) {
    if (model.field === 1) irVersion = model.int()
    else if (model.field === 7) {
      const more = graphs.graph(model.message())
      graph = graph ? mergeGraph(graph, more) : more
    } else if (model.field === 8) readOpset(model.message(), opsets)
    else if (model.field === 25) functions.push(graphs.function(model.message()))
    else model.skip()
  }
  graph ??= emptyGraph
  if (graph.nodes.length === 0 || graph.outputs.length === 0 || !opsets.size) {
    throw new GazeError(`${file} is not an ONNX model, or an empty one: it has no graph that computes anything. Choose another file.`)
  }
  return { bytes, file, irVersion, opsets, graph, functions, externalFiles: [...graphs.externalFiles] }
}

function readOpset(reader: WireReader, into: Map<string, number>): void {
  let domain = ''
  let version = 1
  while (reader.next()) {
    if (reader.field === 1) domain = reader.string()
    else if (reader.field === 2) version = reader.int()
    else reader.skip()
  }
  into.set(domain === 'ai.onnx' ? '' : domain, version)
}

const strangers: [start: string, message: string][] = [
  ['version https://git-lfs', 'is a Git LFS pointer, not the model itself: run "git lfs pull" in its folder, or download the file'],
  ['<', 'is a web page, not an ONNX model: download the file itself'],
  ['PK\u0003\u0004', 'is a ZIP archive (a PyTorch checkpoint, perhaps), not an ONNX model: export it to ONNX'],
  ['GGUF', 'is a GGUF file, not an ONNX model: choose an .onnx file'],
  ['ORTM', 'is in ORT format, which cannot be patched: choose the .onnx file it was made from'],
]

function refuseOtherFiles(bytes: Uint8Array, file: string): void {
  if (bytes.length === 0) throw new GazeError(`${file} is empty: download or export it again.`)
  // An ORT flatbuffer has its mark after four bytes.
  const start = String.fromCharCode(...bytes.subarray(0, 32))
  for (const [mark, message] of strangers) {
    if (start.startsWith(mark) || (mark === 'ORTM' && start.startsWith(mark, 4))) throw new GazeError(`${file} ${message}.`)
  }
}
