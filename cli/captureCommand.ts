import {
  GazeError, isPicture, likeliestLabels, localWindow, openModel,
  type Capture, type CapturedTensor, type Encoding, type GazeModel, type Label, type LocalWindow, type ModelInfo, type StreamKind, type Token,
} from '../core/index.ts'
import { captureOptions, readCaptureOptions } from './captureOptions.ts'
import { captureTable } from './captureTable.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { encodeInput } from './givenInput.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, printJson, remark } from './print.ts'
import { checkWritable, writeNpz } from './writeNpz.ts'

const shownLabels = 5

/** `token-gaze capture`: runs a model on a text or a picture and gives the attention of its layers. */
export const captureCommand: Command = {
  name: 'capture',
  usage: 'token-gaze capture <model> (--text T | --text-file F | --image F) [options]',
  summary: 'Run a model on a text or a picture and get the attention of its layers.',
  help: [
    '  <model>              a bundled model (token-gaze models), a folder in Hugging Face layout, or one .onnx file in it',
    '  --text T             the text, taken as it is',
    '  --text-file F        the text of a UTF-8 file; - is standard input',
    '  --image F            of a vision model or a captioner, a picture in PNG, JPEG or WebP',
    '  --target T           the text the decoder of an encoder-decoder is given, behind its start token; also --target-file F',
    '  --target-ids 1,2,3   the whole input of the decoder; without a target, what the model itself generates',
    '  --layers 0,1         these layers only, counted from 0 in the order of inspect; all by default',
    '  --tensors a,b        also query, key, value, scores or context of each layer; representations, the state of each token',
    '                       that enters the first layer (encoder.embedding) and that leaves each one (encoder.N.representation),',
    '                       and after a final norm (encoder.last); embeddings, what the first is the sum of',
    '                       (encoder.embedding.token, .position, .segment): float32 [1, tokens, hidden]',
    '  --out F.npz          write the arrays for NumPy: encoder.N, decoder.N, cross.N, float32 [heads, queries, keys]',
    '  --json               print one JSON object: model, kind, tokens, targetTokens, attention, timing; of a picture also\n                       patches: from token first on, rows x columns of them, and the box of the picture that they cover;\n                       and of a classifier labels, the five likeliest',
  ].join('\n'),
  options: captureOptions,
  positionals: 1,
  async run(given) {
    const { input, target, layers, tensors, streams, out } = await readCaptureOptions(given)
    if (out !== undefined) await checkWritable(out)
    const { folder, file } = await findModel(given.positionals[0]!)
    const model = await openModel(folder, ortRuntime(), { tensors, streams, encoderDecoders: true, ...(file !== undefined && { file }) })
    try {
      const { name, kind, sites, refusals } = model.info
      if (target && kind !== 'encoder-decoder') throw new GazeError(`${name} has no decoder input because it is no encoder-decoder: leave out ${target.option}.`)
      if (sites.length === 0) throw new GazeError(refusals[0]?.reason ?? sayNone(model.info))
      const encoding = await encodeInput(model, input)
      const decoded = kind === 'encoder-decoder' ? await targetFor(model, encoding, target?.given) : undefined
      const chosen = layers && { sites: layers, states: statesOf(model.info, layers) }
      const capture = await model.capture(encoding, { tensors, streams, ...chosen, ...(decoded && { target: decoded }) })
      const labels = await labelsOf(model, encoding)
      if (out !== undefined) await writeNpz(out, [...capture.attention, ...capture.tensors])
      if (given.flag('json')) await printJson(asJson(model, capture, labels))
      else await print(captureTable(model.info, capture, labels))
      report(model, capture, layers, tensors)
      reportStreams(model.info, streams)
    } finally {
      await model.dispose()
    }
  },
}

/** The target that was given, or what the model generates for the source. */
async function targetFor(model: GazeModel, encoding: Encoding, given: string | readonly number[] | undefined): Promise<Encoding> {
  if (given !== undefined) return model.target(given)
  const { target, text, notes } = await model.generate(encoding)
  remark(`No target was given: the decoder was given what it generates itself, "${text}".`)
  notes.forEach(remark)
  return target
}

/** Of a classifier, what it takes the picture for. */
async function labelsOf({ info: { labels }, classify }: GazeModel, encoding: Encoding): Promise<readonly Label[] | undefined> {
  return isPicture(encoding) && labels && classify ? likeliestLabels(await classify(encoding), labels, shownLabels) : undefined
}

function asJson({ info, loadMs }: GazeModel, { encoding, target, attention, tensors, runMs }: Capture, labels: readonly Label[] | undefined): object {
  const shapes = (captured: Capture['attention']) => captured.map(({ name, shape }) => ({ name, shape }))
  return {
    model: info.name,
    kind: info.kind,
    tokens: encoding.tokens.map(plainToken),
    targetTokens: target?.tokens.map(plainToken) ?? [],
    attention: attention.map((layer) => ({ name: layer.name, shape: layer.shape, ...windowOf(layer) })),
    ...(tensors.length > 0 && { tensors: shapes(tensors) }),
    ...(labels && { labels }),
    ...(isPicture(encoding) && { patches: encoding.patches }),
    ...(encoding.truncated && { truncated: encoding.truncated }),
    timing: { loadMs: rounded(loadMs), runMs: rounded(runMs) },
  }
}

/** How far a layer sees, where the weights show that it sees no farther. */
function windowOf(layer: CapturedTensor): { readonly window?: LocalWindow } {
  const window = localWindow(layer)
  return window ? { window } : {}
}

function plainToken({ id, text, start, end, special }: Token): Token {
  return { id, text, start, end, special }
}

/** What is not in the result, and why: on standard error, one sentence each. */
function report({ info }: GazeModel, { encoding, target }: Capture, layers: readonly number[] | undefined, tensors: readonly string[]): void {
  const { truncated } = encoding
  if (truncated) remark(`The text has ${truncated.total} tokens and ${info.name} takes ${info.maxTokens}: what comes after character ${truncated.at} was left out.`)
  if (target?.truncated) remark(`The target has ${target.truncated.total} tokens and ${info.name} takes ${info.maxTargetTokens}: what comes after character ${target.truncated.at} was left out.`)
  for (const { node, operator, reason } of info.refusals) remark(`${operator} ${node} cannot be shown: ${reason}`)
  const sites = layers ? layers.map((index) => info.sites[index]!) : info.sites
  for (const site of sites) {
    for (const [tensor, why] of Object.entries(site.missing)) if (tensors.includes(tensor)) remark(`${site.name} has no ${tensor}: ${why}`)
  }
}

/** What the chosen layers make of each token, and what enters the first and leaves the last. */
function statesOf({ streams, sites }: ModelInfo, layers: readonly number[]): readonly string[] {
  return streams.flatMap(({ name, form, states }) => {
    const chosen = layers.flatMap((layer) => (sites[layer]?.kind === name ? [sites[layer].index] : []))
    const before = form === 'attentionInput' ? 0 : 1
    return states.filter(({ depth, last }) => last || (depth < before) || chosen.includes(depth - before)).map((state) => state.name)
  })
}

/** Why there is nothing to capture. */
function sayNone({ name, recurrent, kind }: ModelInfo): string {
  if (recurrent.length === 0) return `${name} has no attention that can be recognised: choose a model with attention.`
  const instead = kind === 'encoder-decoder' ? 'token-gaze translate runs it.' : 'choose a model with attention.'
  return `${name} has no attention to show: it reads its text word by word, with ${recurrent.join(', ')} layers, and keeps what it read in their state alone; ${instead}`
}

function reportStreams({ name, streams }: ModelInfo, kinds: readonly StreamKind[]): void {
  if (kinds.length && streams.length === 0) remark(`${name} has no ${kinds.join(' and no ')}: its attention is not projected from states of its tokens.`)
  for (const { name: stack, missing } of streams) for (const kind of kinds) if (missing[kind]) remark(`${stack} ${kind}: ${missing[kind]}`)
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
