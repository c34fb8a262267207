import { graphFolders, graphVariants } from './chooseGraph.ts'

/** The files of an encoder-decoder, relative to its folder. */
export interface PairFiles {
  readonly encoder: string
  readonly decoder: string
  /** A decoder for all steps but the first, which takes the keys and values of those before; the merged one is both. */
  readonly withPast?: string
}

const decoders = ['decoder_model', 'decoder_model_merged']

/**
 * The encoder and decoder that belong together in a folder, each with the most exact weights there are; with `wanted`, a
 * decoder, that one. Undefined where there is no such pair.
 */
export function choosePair(files: readonly string[], wanted?: string): PairFiles | undefined {
  const variant = wanted === undefined ? undefined : variantOf(wanted)
  if (wanted !== undefined && (variant === undefined || !files.includes(wanted))) return undefined
  const encoder = first(files, ['encoder_model'], variant) ?? first(files, ['encoder_model'])
  const decoder = wanted ?? first(files, decoders)
  if (encoder === undefined || decoder === undefined) return undefined
  const withPast = decoder.includes('_merged') ? decoder : decoder.replace('decoder_model', 'decoder_with_past_model')
  return { encoder, decoder, ...(files.includes(withPast) && { withPast }) }
}

function first(files: readonly string[], stems: readonly string[], variant?: string): string | undefined {
  for (const stem of stems) {
    for (const suffix of variant === undefined ? graphVariants : [variant]) {
      const path = graphFolders.map((folder) => `${folder}${stem}${suffix}.onnx`).find((each) => files.includes(each))
      if (path !== undefined) return path
    }
  }
  return undefined
}

/** How a decoder's file stores its weights ("_quantized"); undefined for a file that is no decoder. */
function variantOf(path: string): string | undefined {
  return /(?:^|\/)decoder_model(?:_merged)?([^/]*)\.onnx$/.exec(path)?.[1]
}
