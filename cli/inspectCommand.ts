import { inspectModel, type AttentionSite, type ModelInfo, type TensorKind, type TokenStream } from '../core/index.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { print, printJson } from './print.ts'
import { table } from './table.ts'

const kinds: readonly TensorKind[] = ['query', 'key', 'value', 'scores', 'context', 'energy']

/** `token-gaze inspect`: which attention a model has, and what of it can be had. */
export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'token-gaze inspect <model> [--json]',
  summary: 'Say which attention a model has, and what of it can be had.',
  help: [
    '  <model>  a bundled model (token-gaze models), a folder in Hugging Face layout, or one .onnx file in it',
    '  --json   print one JSON object: model, file, decoderFile, modelType, kind, maxTokens, maxTargetTokens, picture, layers,\n           streams (the states between the layers), refusals, recurrent (GRU, LSTM, RNN)',
  ].join('\n'),
  options: { json: { type: 'boolean' } },
  positionals: 1,
  async run(given) {
    const { folder, file } = await findModel(given.positionals[0]!)
    const info = await inspectModel(folder, file === undefined ? {} : { file })
    if (given.flag('json')) await printJson(asJson(info))
    else await print(asText(info))
  },
}

const tensorsOf = ({ missing, score }: AttentionSite) => kinds.filter((kind) => missing[kind] === undefined && (kind !== 'energy' || score === 'additive'))

function asJson({ name, file, decoderFile, modelType, kind, maxTokens, maxTargetTokens, picture, sites, streams, refusals, recurrent }: ModelInfo): object {
  const layers = sites.map((site) => ({
    name: site.name, kind: site.kind, index: site.index, score: site.score, heads: site.heads, keyValueHeads: site.keyValueHeads,
    scale: site.scale, window: site.window, node: site.node, tensors: tensorsOf(site), missing: site.missing,
  }))
  return { model: name, file, decoderFile, modelType, kind, maxTokens, maxTargetTokens, picture, layers, streams: streams.map(streamNames), refusals, recurrent }
}

/** What `--tensors representations,embeddings` gives of a stack. */
function streamNames({ name, form, states, parts, missing }: TokenStream): object {
  return { name, form, representations: states.map((state) => state.name), embeddings: parts.map((part) => part.name), missing }
}

function asText({ name, file, decoderFile, modelType, kind, maxTokens, picture, sites, streams, refusals, recurrent }: ModelInfo): string {
  const limit = picture ? picturesOf(picture) : maxTokens === undefined ? 'texts of any length' : `up to ${maxTokens} tokens`
  const parts = [`${name}: ${modelType ? `${modelType}, ` : ''}${kind}, ${decoderFile ? `${file} and ${decoderFile}` : file}, ${limit}`]
  if (sites.length) {
    const rows = sites.map((site) => [
      site.window === undefined ? site.name : `${site.name} (local window ${site.window})`,
      headsOf(site),
      site.score === 'additive' ? 'additive' : site.scale === undefined ? '' : String(Number(site.scale.toPrecision(6))),
      tensorsOf(site).join(' '),
      site.node,
    ])
    parts.push(table([['layer', 'heads', 'scale', 'tensors', 'node'], ...rows]))
  } else if (refusals.length === 0) parts.push(recurrent.length > 0 ? `No attention: the text is read word by word, with ${recurrent.join(', ')} layers.` : 'No attention was recognised in this graph.')
  parts.push(...streams.map(({ states, parts: summands }) =>
    `representations ${states[0]!.name} to ${states.at(-1)!.name}, embeddings ${summands.map(({ kind: part }) => part).join(' + ') || 'not told apart'}`))
  const missing = [...sites, ...streams].flatMap((each) => Object.entries(each.missing).map(([tensor, why]) => `${each.name} has no ${tensor}: ${why}`))
  if (missing.length) parts.push(missing.join('\n'))
  if (refusals.length) parts.push(refusals.map(({ node, operator, reason }) => `${operator} ${node} cannot be shown: ${reason}`).join('\n'))
  return parts.join('\n\n')
}

function picturesOf({ width, height }: NonNullable<ModelInfo['picture']>): string {
  return width === undefined ? 'pictures whose size it keeps in proportion' : `pictures, made to ${width} x ${height} pixels`
}

function headsOf({ heads, keyValueHeads }: AttentionSite): string {
  if (heads === undefined) return ''
  return keyValueHeads === undefined || keyValueHeads === heads ? String(heads) : `${heads} (${keyValueHeads} for keys and values)`
}
