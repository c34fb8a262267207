import type { OnnxModel } from './onnxModel.ts'

/** ONNX's operators that read a sequence step by step, and what people call them. */
export const recurrentLayers = ['GRU', 'LSTM', 'RNN'] as const
export type RecurrentLayer = (typeof recurrentLayers)[number]

/** Which of them a model has in its main graph. */
export function recurrentIn({ graph }: OnnxModel): readonly RecurrentLayer[] {
  return recurrentLayers.filter((op) => graph.nodes.some((node) => node.op === op))
}

/** Whether a graph that takes a text reads it by convolutions, all words at once, and by no recurrent layer. */
export function isConvolutional(model: OnnxModel): boolean {
  return recurrentIn(model).length === 0 && model.graph.nodes.some(({ op }) => op === 'Conv')
}
