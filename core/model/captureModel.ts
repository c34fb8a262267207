import type { GenerationConfig } from '../generate/generationConfig.ts'
import { generateTokens } from '../generate/generateTokens.ts'
import { drawNext } from '../generate/drawNext.ts'
import { predictions } from '../generate/predictions.ts'
import { GazeError } from '../gazeError.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { Encoding } from '../tokens/tokenizer.ts'
import { collectOutputs } from './collectOutputs.ts'
import type { Capture, CaptureOptions, GazeModel, ModelInfo } from './gazeModel.ts'
import { asGeneration, encodeFor } from './generation.ts'
import type { ModelInput } from './modelInput.ts'
import { oneAtATime } from './oneAtATime.ts'
import { nothingWanted, type PatchedSession, type Wanted } from './patchedSession.ts'
import type { InputPlan } from './planInputs.ts'
import { allLogits, createStepper, findLogits, lastLogits, logitsOutput, type DecoderContext, type RunnableDecoder } from './stepper.ts'

/** What a model that decodes needs to generate. */
export interface Decoding {
  readonly decoder: RunnableDecoder
  readonly generation: GenerationConfig
}

/** What an agent's graph calls the logits of its moves, and a classifier's those of its labels. */
export const moveLogits = 'logits'

/** Without an encoder. */
const alone: DecoderContext = { source: { ids: [], mask: [] } }

/** The model that callers hold: encodes, and captures one text or picture at a time. */
export function captureModel(
  info: ModelInfo, { tokenizer, look }: ModelInput, plan: InputPlan, session: PatchedSession, decoding: Decoding | undefined, loadMs: number,
): GazeModel {
  const { queue, close, checkOpen } = oneAtATime(info.name)

  async function capture(encoding: Encoding, options: CaptureOptions): Promise<Capture> {
    checkOpen()
    throwIfCancelled(options.signal)
    const kept = encoding.tokens.length
    checkLength(info, kept)
    const wanted = wantedOf(info, options)
    checkSites(info, wanted.sites)
    const { feeds, fed } = plan.feeds(encoding)
    if (fed !== kept && wanted.tensors.includes('thumbnail')) {
      throw new GazeError(`${info.name} pads the text to ${fed} tokens, which a thumbnail cannot be cut out of: capture the weights.`, 'internal')
    }
    await session.prepare(wanted, fed)
    throwIfCancelled(options.signal)
    const start = performance.now()
    const result = await session.run(feeds, wanted)
    const runMs = performance.now() - start
    throwIfCancelled(options.signal)
    return { encoding, ...collectOutputs(result, () => ({ queries: { fed, kept }, keys: { fed, kept } })), runMs }
  }

  return {
    info,
    loadMs,
    encode: encodeFor(info, tokenizer),
    look: (picture) => queue(async () => {
      checkOpen()
      return look(picture)
    }),
    spell: tokenizer.spell,
    decode: tokenizer.decode,
    predicts: decoding !== undefined && findLogits(decoding.decoder.outputs) !== undefined,
    ...(tokenizer.unknown !== undefined && { unknown: tokenizer.unknown }),
    capture: (encoding, options = {}) => queue(() => capture(encoding, options)),
    target() {
      throw new GazeError(`${info.name} has no decoder input because it is no encoder-decoder: give a text alone.`)
    },
    generate: (encoding, { attention, ...options } = {}) => queue(async () => {
      checkOpen()
      const { decoder, generation } = decoderOf(info, decoding)
      checkLength(info, encoding.tokens.length)
      const given = encoding.tokens.map(({ id }) => id)
      const next = createStepper(alone, decoder, decoder.plan.pastInputs.length ? decoder : undefined)
      const made = asGeneration(await generateTokens(given, next, generation, info.maxTokens, options), given.length, tokenizer, generation)
      return attention ? { ...made, capture: await capture(made.target, attention) } : made
    }),
    predict: (encoding, { count = 5 } = {}) => queue(async () => {
      checkOpen()
      const { decoder } = decoderOf(info, decoding)
      checkLength(info, encoding.tokens.length)
      const ids = encoding.tokens.map(({ id }) => id)
      return predictions(await allLogits(decoder, alone, ids), ids, count)
    }),
    ahead: (encoding, { sites = [], signal } = {}) => queue(async () => {
      checkOpen()
      const { decoder } = decoderOf(info, decoding)
      const kept = encoding.tokens.length
      checkLength(info, kept)
      checkSites(info, sites)
      const wanted: Wanted = sites.length ? { sites, tensors: ['weights'], streams: [] } : nothingWanted
      const name = logitsOutput(decoder)
      const { feeds, fed } = plan.feeds(encoding)
      await session.prepare(wanted, fed)
      throwIfCancelled(signal)
      const result = await session.run(feeds, wanted, [name])
      const { attention } = collectOutputs(result, () => ({ queries: { fed, kept }, keys: { fed, kept } }))
      return { logits: lastLogits(result.own[name]!, fed, kept), attention }
    }),
    ...((info.world ?? info.labels) && {
      classify: (encoding: Encoding) => queue(async () => {
        checkOpen()
        const { feeds, fed } = plan.feeds(encoding)
        return lastLogits((await session.runOwn(feeds, [moveLogits]))[moveLogits]!, fed, encoding.tokens.length)
      }),
    }),
    draw: (logits, options) => drawNext(logits, decoderOf(info, decoding).generation, info.maxTokens, options),
    async dispose() {
      await close()
      await session.dispose()
    },
  }
}

/** The model's weights and tensors, or their reductions in the weights' place. */
export function wantedOf(info: ModelInfo, options: CaptureOptions): Wanted {
  const { sites, tensors = [], reductions = [], streams = [], states, head, thumbnailSize } = options
  return {
    sites: sites ?? info.sites.map((_, index) => index),
    tensors: [...(reductions.length ? reductions : ['weights' as const]), ...tensors],
    streams,
    ...(states && { states }),
    ...(head !== undefined && { head }),
    ...(thumbnailSize !== undefined && { thumbnailSize }),
  }
}

function decoderOf({ name, kind }: ModelInfo, decoding: Decoding | undefined): Decoding {
  if (decoding) return decoding
  throw new GazeError(`${name} generates nothing because it is no decoder but ${kind === 'encoder' ? 'an encoder' : `a model of kind ${kind}`}: choose a decoder or an encoder-decoder.`)
}

/** Throws where a text has no tokens, or more than the model takes. */
export function checkLength({ name, maxTokens = Infinity }: ModelInfo, tokens: number): void {
  if (tokens === 0) throw new GazeError('The text has no tokens: give a text with at least one character.')
  if (tokens > maxTokens) throw new GazeError(`${name} takes ${maxTokens} tokens, not ${tokens}: give a shorter text.`)
}

/** Throws where a site is asked for that the model does not have. */
export function checkSites({ name, sites }: ModelInfo, chosen: readonly number[]): void {
  const wrong = chosen.find((index) => !sites[index])
  if (wrong !== undefined) throw new GazeError(`${name} has no layer ${wrong}: it has layers 0 to ${sites.length - 1}.`)
}
