import { GazeError } from '../gazeError.ts'
import type { OnnxModel, ValueInfo } from '../onnx/onnxModel.ts'
import type { Tensor, TensorType } from '../runtime.ts'
import type { Encoding } from '../tokens/tokenizer.ts'
import { fillTensor, inputType } from './fillTensor.ts'
import type { ModelConfig } from './modelConfig.ts'
import { pastDims } from './pastDims.ts'
import { unknownInput } from './unknownInput.ts'

/** What a graph wants to be fed for a text. */
export interface InputPlan {
  /** The only length that the graph takes, where it has one; shorter texts are padded to it. */
  readonly fixedTokens: number | undefined
  /** The inputs for one text, and how many tokens were fed, padding included. */
  feeds(encoding: Encoding): { readonly feeds: Record<string, Tensor>; readonly fed: number }
}

interface Fed {
  readonly ids: readonly number[]
  readonly segments: readonly number[]
  readonly mask: readonly number[]
}

type Fill = (fed: Fed) => Tensor

/** What graphs call their token ids, masks and segments. */
export const idNames = new Set(['input_ids', 'input', 'tokens'])
export const maskNames = new Set(['attention_mask', 'input_mask', 'padding_mask'])
export const segmentNames = new Set(['token_type_ids', 'segment_ids', 'input_type_ids'])
const keptLogits = new Set(['num_logits_to_keep', 'logits_to_keep'])

/**
 * Plans the feeds for whatever inputs a graph declares. Throws a GazeError that names the first required input that
 * cannot be made from text. `causal`: padding on the right changes no earlier token.
 */
export function planInputs(model: OnnxModel, config: ModelConfig, causal: boolean): InputPlan {
  const { graph, file } = model
  const inputs = graph.inputs.filter(({ name }) => !graph.initializers.has(name))
  const ids = inputs.find(({ name }) => idNames.has(name)) ?? (inputs.length === 1 && inputs[0]?.dims?.length === 2 ? inputs[0] : undefined)
  const fills = inputs.map((input) => [input.name, fillFor(input, input === ids, config, file)] as const)
  if (!ids) throw new GazeError(`${file} has no input_ids among its inputs: choose a graph that takes text.`)
  const masked = inputs.some(({ name }) => maskNames.has(name))
  const fixedTokens = fixedLength(ids, file)
  return {
    fixedTokens,
    feeds({ tokens, segments }) {
      const fed = fixedTokens ?? tokens.length
      if (tokens.length > fed) throw new GazeError(`${file} takes ${fed} tokens, not ${tokens.length}: give a shorter text.`)
      if (tokens.length < fed && !masked && !causal) {
        throw new GazeError(
          `${file} takes exactly ${fed} tokens and has no attention_mask to tell padding from text: ` +
            `give a text of ${fed} tokens (this one has ${tokens.length}) or export it with a length of any size.`)
      }
      const padded = (values: Iterable<number>, padding: number) => [...values, ...new Array<number>(fed - tokens.length).fill(padding)]
      const text: Fed = {
        ids: padded(tokens.map(({ id }) => id), config.padToken),
        segments: padded(segments, 0),
        mask: padded(tokens.map(() => 1), 0),
      }
      return { fed, feeds: Object.fromEntries(fills.map(([name, fill]) => [name, fill(text)])) }
    },
  }
}

function fillFor(input: ValueInfo, isIds: boolean, config: ModelConfig, file: string): Fill {
  const { name, dims } = input
  const type = inputType(input, file)
  if (isIds) return ({ ids }) => row(type, ids)
  if (maskNames.has(name)) {
    if (dims && dims.length !== 2) throw shapeError(input, file, '[batch, tokens]')
    return ({ mask }) => row(type, mask)
  }
  if (segmentNames.has(name)) return ({ segments }) => row(type, segments)
  if (name === 'position_ids' || name === 'cache_position') {
    if (dims && dims.length > 2) throw shapeError(input, file, '[batch, tokens]')
    const flat = dims ? dims.length === 1 : name === 'cache_position'
    const first = name === 'position_ids' ? config.firstPosition : 0
    return ({ ids }) => {
      const positions = ids.map((_, index) => first + index)
      return flat ? fillTensor(type, [ids.length], positions) : row(type, positions)
    }
  }
  if (name === 'use_cache_branch') return () => fillTensor(type, [1], [0])
  if (keptLogits.has(name)) return () => fillTensor(type, dims?.length ? [1] : [], [1])
  if (/^past|past_key|past_value/.test(name)) {
    const empty = fillTensor(type, pastDims(input, config, file), [])
    return () => empty
  }
  throw unknownInput(name, file)
}

function row(type: TensorType, values: readonly number[]): Tensor {
  return fillTensor(type, [1, values.length], values)
}

function fixedLength({ name, dims }: ValueInfo, file: string): number | undefined {
  const [batch, length] = dims ?? []
  if (dims && dims.length !== 2) throw new GazeError(`${file} wants its input ${name} with ${dims.length} dimensions, not [batch, tokens]: export it again.`)
  if (typeof batch === 'number' && batch > 1) throw new GazeError(`${file} takes ${batch} texts at once: export it with a batch of 1 or of any size.`)
  if (length === 1) throw new GazeError(`${file} takes one token at a time: choose the graph that takes a whole text.`)
  return typeof length === 'number' && length > 0 ? length : undefined
}

function shapeError({ name, dims }: ValueInfo, file: string, wanted: string): GazeError {
  return new GazeError(`${file} wants its input ${name} with ${dims?.length} dimensions, not ${wanted}, which cannot be made from text: export it again with ${wanted}.`)
}
