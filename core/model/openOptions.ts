import type { TensorKind } from '../onnx/attentionSite.ts'
import type { StreamKind } from '../onnx/tokenStream.ts'
import type { GraphOptions } from './openGraph.ts'

/** What loading is at; `loaded` of `total` bytes of one file. */
export type LoadProgress =
  | { readonly phase: 'download'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'prepare' }

export interface OpenOptions extends Omit<GraphOptions, 'onProgress'> {
  readonly onProgress?: (progress: LoadProgress) => void
  /** Captures will ask for these beside the weights: known beforehand, the model is loaded once for all. */
  readonly tensors?: readonly TensorKind[]
  readonly streams?: readonly StreamKind[]
  /** The caller takes encoder-decoders too, and gives captures of them a target; otherwise they are refused by name. */
  readonly encoderDecoders?: boolean
}

/** What reading the model's files takes of the options: the signal, and who hears of each file's bytes. */
export function readingOptions({ signal, onProgress }: OpenOptions): Pick<GraphOptions, 'signal' | 'onProgress'> {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (loaded: number, total: number) => { onProgress({ phase: 'download', loaded, total }) } }),
  }
}
