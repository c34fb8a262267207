import { halfToNumber } from '../onnx/readTensor.ts'
import { GazeError } from '../gazeError.ts'
import type { OnnxModel } from '../onnx/onnxModel.ts'
import type { Tensor } from '../runtime.ts'
import { pastPart, type DecoderFeed, type DecoderPlan } from './planDecoder.ts'

/** A decoder's graph ready to run; `run` fetches outputs of the graph's own. */
export interface RunnableDecoder {
  readonly file: string
  readonly plan: DecoderPlan
  /** Names of the graph's own outputs. */
  readonly outputs: readonly string[]
  run(feeds: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<Readonly<Record<string, Tensor>>>
}

/** What stays the same from step to step. */
export type DecoderContext = Pick<DecoderFeed, 'source' | 'states'>

/** A graph's own outputs by name, in its order. */
export function ownOutputs({ graph }: OnnxModel): readonly string[] {
  return graph.outputs.map(({ name }) => name)
}

/** All logits of a decoder for ids that nothing comes before: [ids, vocabulary]. */
export async function allLogits(decoder: RunnableDecoder, context: DecoderContext, ids: readonly number[]): Promise<Float32Array> {
  const name = logitsOutput(decoder)
  const { feeds } = decoder.plan.feeds({ ...context, ids })
  const logits = (await decoder.run(feeds, [name]))[name]!
  const vocabulary = logits.dims.at(-1)!
  if (logits.data.length < ids.length * vocabulary) throw new GazeError(`${decoder.file} gives logits for its last token only: export it so that it gives all of them.`)
  return floatsOf(logits, 0, ids.length * vocabulary)
}

/**
 * Gives the logits behind growing ids. With a decoder that takes a past, `later`, each step runs on what is new and on the
 * keys and values kept from the steps before; without one, every step runs on all ids.
 */
export function createStepper(context: DecoderContext, first: RunnableDecoder, later: RunnableDecoder | undefined): (ids: readonly number[]) => Promise<Float32Array> {
  let past: NonNullable<DecoderFeed['past']> | undefined
  return async (ids) => {
    const decoder = past && later ? later : first
    const before = past?.length ?? 0
    const { feeds, fed } = decoder.plan.feeds({ ...context, ids: ids.slice(before), ...(past && { past }) })
    const logitsName = logitsOutput(decoder)
    const presents = later ? decoder.outputs.filter((name) => keeps(name, past !== undefined)) : []
    const got = await decoder.run(feeds, [logitsName, ...presents])
    const logits = got[logitsName]!
    if (later) {
      const tensors = new Map([...(past?.tensors ?? []), ...presents.map((name) => [pastPart(name)!, got[name]!] as const)])
      const complete = later.plan.pastInputs.every((part) => tensors.has(part)) && fed === ids.length - before
      past = complete ? { length: ids.length, tensors } : undefined
    }
    return lastLogits(logits, fed, ids.length - before)
  }
}

/** The logits behind the last of so many ids, a copy, of a run that was fed these and padding. */
export function lastLogits(logits: Tensor, fed: number, ids: number): Float32Array {
  const vocabulary = logits.dims.at(-1)!
  const rows = logits.data.length / vocabulary
  // A graph may give the last row alone; where the ids were padded, their last is not the last row.
  const row = rows === fed ? ids - 1 : rows - 1
  return floatsOf(logits, row * vocabulary, vocabulary)
}

/** Keys and values of the encoder's states stay those of the first step. */
function keeps(name: string, again: boolean): boolean {
  const part = pastPart(name)
  return part !== undefined && !(again && /(^|\.)encoder\./.test(part))
}

/** Which of a graph's outputs are its logits; undefined where none are. */
export function findLogits(outputs: readonly string[]): string | undefined {
  const own = outputs.filter((name) => pastPart(name) === undefined)
  const name = own.find((each) => each === 'logits') ?? own.find((each) => /logit|prediction|lm_head/i.test(each)) ?? (own.length === 1 ? own[0] : undefined)
  return name !== undefined && /hidden_state/.test(name) ? undefined : name
}

/** The same; throws where there are none. */
export function logitsOutput({ outputs, file }: Pick<RunnableDecoder, 'outputs' | 'file'>): string {
  const name = findLogits(outputs)
  if (name === undefined) throw new GazeError(`${file} gives no logits, so that nothing can be generated: export the model with its language-modelling head.`)
  return name
}

/** Some of a tensor's numbers as a copy. */
function floatsOf({ data, type }: Tensor, from: number, count: number): Float32Array {
  const part = data.subarray(from, from + count)
  return type === 'float16' ? Float32Array.from(part as Uint16Array, halfToNumber) : Float32Array.from(part as Float32Array)
}
