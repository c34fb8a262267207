import { GazeError } from '../gazeError.ts'
import type { Tensor } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { Encoding, Tokenizer } from '../tokens/tokenizer.ts'
import { cropTensor } from './cropTensor.ts'
import type { Capture, CapturedTensor, CaptureOptions, GazeModel, ModelInfo } from './gazeModel.ts'
import type { PatchedSession, Wanted } from './patchedSession.ts'
import type { InputPlan } from './planInputs.ts'

/** The model that callers hold: encodes, and captures one text at a time. */
export function captureModel(info: ModelInfo, tokenizer: Tokenizer, plan: InputPlan, session: PatchedSession, loadMs: number): GazeModel {
  let last: Promise<unknown> = Promise.resolve()
  let disposed = false

  async function capture(encoding: Encoding, options: CaptureOptions): Promise<Capture> {
    if (disposed) throw new GazeError(`${info.name} was closed: open it again.`, 'internal')
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
    const { outputs, states } = await session.run(feeds, wanted)
    const runMs = performance.now() - start
    throwIfCancelled(options.signal)
    const attention: CapturedTensor[] = []
    const tensors: CapturedTensor[] = []
    for (const { site, kind, tensor } of outputs) {
      if (kind === 'weights') attention.push(cropTensor(site, tensor, { fed, kept }, true))
      else if (kind === 'thumbnail' || kind === 'projection') tensors.push(uncut(`${site}.${kind}`, tensor))
      else tensors.push(cropTensor(`${site}.${kind}`, tensor, { fed, kept }, kind === 'scores' || kind === 'head' || kind === 'headMean'))
    }
    for (const { name, tensor } of states) tensors.push(cropTensor(name, tensor, { fed, kept }, false))
    return { encoding, attention, tensors, runMs }
  }

  return {
    info,
    loadMs,
    encode: (text, options) => tokenizer.encode(text, { ...(info.maxTokens !== undefined && { maxTokens: info.maxTokens }), ...options }),
    capture(encoding, options = {}) {
      const result = last.then(() => capture(encoding, options))
      last = result.catch(() => undefined)
      return result
    },
    async dispose() {
      disposed = true
      await last
      await session.dispose()
    },
  }
}

/** The model's weights and tensors, or their reductions in the weights' place. */
function wantedOf(info: ModelInfo, options: CaptureOptions): Wanted {
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

/** What has no axis of tokens. */
function uncut(name: string, { dims, data }: Tensor): CapturedTensor {
  const [count = 0, rows = 0, columns = 0] = dims.slice(-3)
  return { name, shape: [count, rows, columns], data: data as Float32Array }
}

function checkLength({ name, maxTokens = Infinity }: ModelInfo, tokens: number): void {
  if (tokens === 0) throw new GazeError('The text has no tokens: give a text with at least one character.')
  if (tokens > maxTokens) throw new GazeError(`${name} takes ${maxTokens} tokens, not ${tokens}: give a shorter text.`)
}

function checkSites({ name, sites }: ModelInfo, chosen: readonly number[]): void {
  const wrong = chosen.find((index) => !sites[index])
  if (wrong !== undefined) throw new GazeError(`${name} has no layer ${wrong}: it has layers 0 to ${sites.length - 1}.`)
}
