import type { GenerationConfig } from '../generate/generationConfig.ts'
import { generateTokens } from '../generate/generateTokens.ts'
import { drawNext } from '../generate/drawNext.ts'
import { predictions } from '../generate/predictions.ts'
import { GazeError } from '../gazeError.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { Encoding, Tokenizer } from '../tokens/tokenizer.ts'
import { checkLength, checkSites, wantedOf } from './captureModel.ts'
import { collectOutputs, type SiteTokens } from './collectOutputs.ts'
import type { FedTokens } from './cropTensor.ts'
import type { Capture, CaptureOptions, GazeModel, ModelInfo } from './gazeModel.ts'
import { asGeneration, encodeFor } from './generation.ts'
import type { ModelInput } from './modelInput.ts'
import { oneAtATime } from './oneAtATime.ts'
import { nothingWanted, type PatchedSession, type Wanted } from './patchedSession.ts'
import type { DecoderPlan } from './planDecoder.ts'
import type { InputPlan } from './planInputs.ts'
import { allLogits, createStepper, findLogits, type DecoderContext, type RunnableDecoder } from './stepper.ts'
import { encodeTarget, startToken, targetOfIds } from './targetEncoding.ts'

/** A graph of the pair: its session, how it is fed, and which of the pair's sites are its own, in the session's order. */
export interface PairHalf<Plan> {
  readonly session: PatchedSession
  readonly plan: Plan
  readonly sites: ReadonlyMap<number, number>
}

export interface PairParts {
  readonly info: ModelInfo
  readonly input: ModelInput
  /** The target's, which may be that of the input. */
  readonly target: Tokenizer
  readonly generation: GenerationConfig
  /** With the name of the output that the decoder takes. */
  readonly encoder: (PairHalf<InputPlan> & { readonly states: string }) | undefined
  readonly decoder: PairHalf<DecoderPlan> & Pick<RunnableDecoder, 'file' | 'outputs'>
  /** Opens the decoder that takes a past, where there is one. */
  readonly later: (() => Promise<RunnableDecoder & { dispose(): Promise<void> }>) | undefined
}

/** What the encoder made of a source. */
interface Encoded extends Pick<Capture, 'attention' | 'tensors'> {
  readonly context: DecoderContext
  readonly source: FedTokens
}

/** The encoder-decoder that callers hold: captures a source with a target, one at a time, and generates targets. */
export function pairModel({ info, input: { tokenizer, look }, target: targetTokenizer, generation, encoder, decoder, later }: PairParts, loadMs: number): GazeModel {
  const { queue, close, checkOpen } = oneAtATime(info.name)
  let opened: ReturnType<NonNullable<typeof later>> | undefined

  async function encodeSource(encoding: Encoding, wanted: Wanted): Promise<Encoded> {
    const kept = encoding.tokens.length
    checkLength(info, kept)
    const ids = encoding.tokens.map(({ id }) => id)
    if (!encoder) return { context: { source: { ids, mask: ids.map(() => 1) } }, source: { fed: kept, kept }, attention: [], tensors: [] }
    const { feeds, fed } = encoder.plan.feeds(encoding)
    const own = forHalf(wanted, encoder.sites)
    await encoder.session.prepare(own, fed)
    const result = await encoder.session.run(feeds, own, [encoder.states])
    const source = { fed, kept }
    const mask = Array.from({ length: fed }, (_, at) => Number(at < kept))
    return {
      context: { source: { ids, mask }, states: result.own[encoder.states]! }, source,
      ...collectOutputs(result, () => ({ queries: source, keys: source })),
    }
  }

  async function capture(encoding: Encoding, options: CaptureOptions): Promise<Capture> {
    checkOpen()
    throwIfCancelled(options.signal)
    const { target } = options
    if (!target?.tokens.length) throw new GazeError(`${info.name} is an encoder-decoder, whose decoder needs a text too: give a target.`)
    const wanted = wantedOf(info, options)
    checkSites(info, wanted.sites)
    checkTarget(target.tokens.length)
    const start = performance.now()
    const { context, source, attention, tensors } = await encodeSource(encoding, wanted)
    throwIfCancelled(options.signal)
    const kept = target.tokens.length
    const { feeds, fed } = decoder.plan.feeds({ ...context, ids: target.tokens.map(({ id }) => id) })
    const own = forHalf(wanted, decoder.sites)
    await decoder.session.prepare(own, Math.max(fed, source.fed))
    const result = await decoder.session.run(feeds, own)
    throwIfCancelled(options.signal)
    const decoded = collectOutputs(result, (name): SiteTokens => ({
      queries: name.startsWith('encoder') ? source : { fed, kept },
      keys: name.startsWith('decoder') ? { fed, kept } : source,
    }))
    const order = new Map(info.sites.map(({ name }, index) => [name, index]))
    const all = [...attention, ...decoded.attention].sort((a, b) => order.get(a.name)! - order.get(b.name)!)
    return { encoding, target, attention: all, tensors: [...tensors, ...decoded.tensors], runMs: performance.now() - start }
  }

  const first: RunnableDecoder = {
    file: decoder.file, plan: decoder.plan, outputs: decoder.outputs,
    run: (feeds, outputs) => decoder.session.runOwn(feeds, outputs),
  }

  function checkTarget(tokens: number): void {
    const { maxTargetTokens: most = Infinity } = info
    if (tokens > most) throw new GazeError(`${info.name} takes ${most} tokens of a target, not ${tokens}: give a shorter one.`)
  }

  async function logitsOf(encoding: Encoding, target: Encoding | undefined): Promise<{ logits: Float32Array; ids: readonly number[] }> {
    checkOpen()
    if (!target?.tokens.length) throw new GazeError(`${info.name} is an encoder-decoder, whose decoder needs a text too: give a target.`)
    checkTarget(target.tokens.length)
    const { context } = await encodeSource(encoding, nothingWanted)
    const ids = target.tokens.map(({ id }) => id)
    return { logits: await allLogits(first, context, ids), ids }
  }

  return {
    info,
    loadMs,
    encode: encodeFor(info, tokenizer),
    look: (picture) => queue(async () => {
      checkOpen()
      return look(picture)
    }),
    spell: targetTokenizer.spell,
    decode: targetTokenizer.decode,
    predicts: findLogits(first.outputs) !== undefined,
    target: (given) => (typeof given === 'string' ? encodeTarget(given, targetTokenizer, generation, info.maxTargetTokens) : targetOfIds(given, targetTokenizer, generation)),
    ...(tokenizer.unknown !== undefined && { unknown: tokenizer.unknown }),
    capture: (encoding, options = {}) => queue(() => capture(encoding, options)),
    generate: (encoding, { target, attention, ...options } = {}) => queue(async () => {
      checkOpen()
      throwIfCancelled(options.signal)
      const given = target?.tokens.map(({ id }) => id) ?? [startToken(generation.start)]
      checkTarget(given.length)
      const { context } = await encodeSource(encoding, nothingWanted)
      throwIfCancelled(options.signal)
      if (later) opened ??= later()
      const next = createStepper(context, first, await opened)
      const made = asGeneration(await generateTokens(given, next, generation, info.maxTargetTokens, options), given.length, targetTokenizer, generation)
      return attention ? { ...made, capture: await capture(encoding, { ...attention, target: made.target }) } : made
    }),
    predict: (encoding, { target, count = 5 } = {}) => queue(async () => {
      const { logits, ids } = await logitsOf(encoding, target)
      return predictions(logits, ids, count)
    }),
    ahead: (encoding, { target, signal } = {}) => queue(async () => {
      throwIfCancelled(signal)
      const { logits, ids } = await logitsOf(encoding, target)
      return { logits: logits.slice(logits.length - logits.length / ids.length), attention: [] }
    }),
    draw: (logits, options) => drawNext(logits, generation, info.maxTargetTokens, options),
    async dispose() {
      await close()
      await encoder?.session.dispose()
      await decoder.session.dispose()
      await (await opened?.catch(() => undefined))?.dispose()
    },
  }
}

/** What is wanted of one half: of the pair's sites its own, by its own numbers. */
function forHalf(wanted: Wanted, sites: ReadonlyMap<number, number>): Wanted {
  return { ...wanted, sites: wanted.sites.flatMap((index) => sites.get(index) ?? []) }
}
