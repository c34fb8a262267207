import { GazeError } from '../gazeError.ts'
import type { OnnxModel, ValueInfo } from '../onnx/onnxModel.ts'
import type { Tensor, TensorType } from '../runtime.ts'
import { fillTensor, inputType } from './fillTensor.ts'
import type { ModelConfig } from './modelConfig.ts'
import { pastDims } from './pastDims.ts'
import { idNames, maskNames, segmentNames } from './planInputs.ts'
import { unknownInput } from './unknownInput.ts'

/** What a decoder is fed for one run. */
export interface DecoderFeed {
  /** The ids behind those that the past holds. */
  readonly ids: readonly number[]
  /** What the encoder was fed, padding included; empty without an encoder. */
  readonly source: { readonly ids: readonly number[]; readonly mask: readonly number[] }
  /** What the encoder gave. */
  readonly states?: Tensor
  /** How many ids the past holds, and its tensors by what follows `past_key_values.` in their names. */
  readonly past?: { readonly length: number; readonly tensors: ReadonlyMap<string, Tensor> }
}

export interface DecoderPlan {
  /** Inputs of the past, by what follows `past_key_values.`. */
  readonly pastInputs: readonly string[]
  /** The inputs, and how many ids were fed, padding included. */
  feeds(feed: DecoderFeed): { readonly feeds: Record<string, Tensor>; readonly fed: number }
}

type Fill = (feed: DecoderFeed, ids: readonly number[]) => Tensor

const pastName = /^(?:past|present)(?:_key_values?)?[._](.+)$/

/** What follows `past_key_values.` or `present.` in the name of a past's tensor; undefined for any other. */
export function pastPart(name: string): string | undefined {
  return pastName.exec(name)?.[1]
}

/**
 * Plans the feeds of a graph that decodes: half of an encoder-decoder, both halves in one graph, or a decoder alone.
 * Throws a GazeError that names the first input that cannot be made.
 */
export function planDecoder(model: OnnxModel, config: ModelConfig): DecoderPlan {
  const { graph, file } = model
  const inputs = graph.inputs.filter(({ name }) => !graph.initializers.has(name))
  const has = (name: string) => inputs.some((input) => input.name === name)
  const ids = inputs.find(({ name }) => name === 'decoder_input_ids') ?? inputs.find(({ name }) => idNames.has(name))
  if (!ids) throw new GazeError(`${file} has no input_ids among its inputs: choose a decoder that takes text.`)
  const fills = inputs.map((input) => [input.name, fillFor(input, input === ids ? 'decoder' : 'encoder', has, config, file)] as const)
  const length = ids.dims?.[1]
  const fixed = typeof length === 'number' && length > 1 ? length : undefined
  return {
    pastInputs: inputs.flatMap(({ name }) => pastPart(name) ?? []),
    feeds(feed) {
      const fed = fixed ?? feed.ids.length
      if (feed.ids.length > fed) throw new GazeError(`${file} takes ${fed} tokens, not ${feed.ids.length}: give a shorter text.`)
      const padded = [...feed.ids, ...new Array<number>(fed - feed.ids.length).fill(config.padToken)]
      return { fed, feeds: Object.fromEntries(fills.map(([name, fill]) => [name, fill(feed, padded)])) }
    },
  }
}

function fillFor(input: ValueInfo, ids: 'encoder' | 'decoder', has: (name: string) => boolean, config: ModelConfig, file: string): Fill {
  const { name, dims } = input
  if (/^encoder_(hidden_states|outputs|last_hidden_state)$|^last_hidden_state$/.test(name)) {
    return ({ states }) => states!
  }
  const type = inputType(input, file)
  const part = pastPart(name)
  if (part !== undefined) {
    const empty = fillTensor(type, pastDims(input, config, file), [])
    return ({ past }) => past?.tensors.get(part) ?? empty
  }
  if (name === 'use_cache_branch') return ({ past }) => fillTensor(type, [1], [past ? 1 : 0])
  const whole = has('decoder_input_ids') && has('input_ids')
  if (idNames.has(name) || name === 'decoder_input_ids') return ids === 'decoder' ? (_, fed) => row(type, fed) : ({ source }) => row(type, source.ids)
  if (name === 'encoder_attention_mask' || (name === 'attention_mask' && (whole || masksEncoder(input, has)))) {
    return ({ source }) => row(type, source.mask)
  }
  if (maskNames.has(name) || name === 'decoder_attention_mask') {
    return ({ ids: own, past }, fed) => row(type, [...new Array<number>((past?.length ?? 0) + own.length).fill(1), ...new Array<number>(fed.length - own.length).fill(0)])
  }
  if (/^(decoder_)?position_ids$|^cache_position$/.test(name)) {
    const first = name === 'cache_position' ? 0 : config.firstPosition
    const flat = dims ? dims.length === 1 : name === 'cache_position'
    return ({ past }, fed) => {
      const positions = fed.map((_, index) => first + (past?.length ?? 0) + index)
      return flat ? fillTensor(type, [fed.length], positions) : row(type, positions)
    }
  }
  if (segmentNames.has(name)) return ({ source }, fed) => row(type, new Array<number>((whole ? source.ids : fed).length).fill(0))
  if (/^(num_logits_to_keep|logits_to_keep)$/.test(name)) return () => fillTensor(type, dims?.length ? [1] : [], [0])
  throw unknownInput(name, file)
}

/** A decoder's only mask that goes with encoder states and is not said to be as long as its own ids is the encoder's. */
function masksEncoder({ dims }: ValueInfo, has: (name: string) => boolean): boolean {
  const [, length] = dims ?? []
  return has('encoder_hidden_states') && !has('encoder_attention_mask') && typeof length === 'string' && /enc|source|src/.test(length)
}

function row(type: TensorType, values: readonly number[]): Tensor {
  return fillTensor(type, [1, values.length], values)
}
