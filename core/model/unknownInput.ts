import { GazeError } from '../gazeError.ts'

const otherKinds: [input: RegExp, what: string][] = [
  [/^pixel_/, 'a model of a picture and a text at once, which cannot be shown: choose a graph that takes one of the two (vision_model.onnx, text_model.onnx)'],
  [/^(input_features|input_values|audio)/, 'a speech model, which cannot be shown: choose a text encoder or a decoder-only model'],
  [/^(encoder_hidden_states|encoder_attention_mask|encoder_outputs|decoder_)/,
    'the decoder of an encoder-decoder, which cannot be shown without its encoder: choose the folder of both, a text encoder or a decoder-only model'],
  [/embeds|embeddings|hidden_states/, 'a part of a model that takes vectors, not text: choose the graph that takes input_ids'],
]

/** The error for a graph that requires an input which cannot be made from text. */
export function unknownInput(name: string, file: string): GazeError {
  const kind = otherKinds.find(([pattern]) => pattern.test(name))
  return new GazeError(
    kind
      ? `${file} takes ${name}: it is ${kind[1]}.`
      : `${file} requires the input ${name}, which Token Gaze cannot make from text: export the model without it.`)
}
