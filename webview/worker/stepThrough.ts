import { attendStep, GazeError, softmaxSteps, type AttentionSite, type CapturedTensor, type ModelInfo } from '../../core/index.ts'
import type { ChangedStep, StepChange, StepChoice, StepTensor, StepThrough } from '../../protocol/steps.ts'
import { t } from '../l10n/translate.ts'
import type { LayerTensors } from './layerTensors.ts'

const masked = -1e9

/** Reads one token's attention out of a layer; throws where there is no such head or token. Every array is its own. */
export function stepThrough(layer: LayerTensors, { layer: number, head, query: token }: StepChoice): StepThrough {
  const { site, weights, others, embeddings, noEmbeddings } = layer
  const [heads, queries, keyCount] = weights.shape
  requireIndex('head', head, heads)
  requireIndex('token', token, queries)
  const keyValueHeads = others.key?.shape[0] ?? others.value?.shape[0]
  const keyValueHead = keyValueHeads === undefined ? undefined : Math.floor((head * keyValueHeads) / heads)
  const query = rowOf(others.query, head, token)
  const keys = matrixOf(others.key, keyValueHead)
  const values = matrixOf(others.value, keyValueHead)
  const scores = rowOf(others.scores, head, token)
  const { scale, softCap, score, unprojected } = site
  const energy = rowOf(others.energy, 0, 0)
  const isAdditive = score === 'additive'
  const factor = isAdditive ? energy && 1 : scale
  const worked = query && keys && factor !== undefined
    ? attendStep({ query, keys, values: values ?? new Float32Array(keyCount), scale: factor, position: token, ...(energy && { energy }), ...(softCap !== undefined && { softCap }) })
    : undefined
  const softmax = scores && softmaxSteps(scores)
  const concatenated = others.context && joined(others.context, token)
  const output = rowOf(others.output, 0, token)
  return defined({
    layer: number, head, token, keyCount, heads, keyValueHead, keyValueHeads,
    embeddings: embeddings.length ? embeddings.map(({ kind, tensor }) => ({ kind, vector: rowOf(tensor, 0, token)! })) : undefined,
    input: rowOf(others.hidden, 0, token),
    score, unprojected, energy,
    query, keys, values,
    additive: isAdditive ? worked?.products : undefined,
    products: isAdditive ? undefined : worked?.products,
    scale,
    scaled: isAdditive ? undefined : worked?.scaled.slice(),
    softCap,
    capped: softCap === undefined ? undefined : worked?.capped,
    bias: worked && scores ? scores.map((score, key) => (score <= masked ? masked : score - worked.capped[key]!)) : undefined,
    scores,
    maximum: softmax?.maximum,
    exponentials: softmax?.exponentials,
    denominator: softmax?.denominator,
    weights: rowOf(weights, head, token)!,
    context: rowOf(others.context, head, token),
    concatenated,
    output,
    projection: concatenated && output && { rows: concatenated.length, columns: output.length },
    missing: { ...missingOf(site), ...(noEmbeddings !== undefined && { embeddings: noEmbeddings }) },
  }) as StepThrough
}

/** The same attention with a change; throws where a tensor it needs is missing, with the reason. */
export function changedStep(layer: LayerTensors, choice: StepChoice, change: StepChange): ChangedStep {
  const { query, keys, values, energy, softCap, bias, missing, ...step } = stepThrough(layer, choice)
  const scale = energy ? 1 : step.scale
  if (!query || !keys || !values || scale === undefined || !bias) {
    throw new GazeError(t('This cannot be worked out: {0}', Object.values(missing)[0] ?? t('a tensor is missing.')))
  }
  const { scores, weights, context } = attendStep({ query, keys, values, scale, bias, position: choice.query, ...(energy && { energy }), ...(softCap !== undefined && { softCap }) }, change)
  return { scores, weights, context }
}

/** What a model without self-attention reads its texts with. */
export function readers({ sites, recurrent, convolutional }: Pick<ModelInfo, 'sites' | 'recurrent' | 'convolutional'>): Pick<StepThrough, 'recurrent' | 'convolutional'> {
  return recurrent.length > 0 && sites.every(({ kind }) => kind === 'cross') ? { recurrent, ...(convolutional && { convolutional }) } : {}
}

function missingOf({ missing, scale, score, node }: AttentionSite): Readonly<Partial<Record<StepTensor, string>>> {
  const { hidden, query, key, value, scores, context, output, projection } = missing
  const unknownScale = scale === undefined && score === undefined ? t('What multiplies q·k before node {0} is not a stored number.', node) : undefined
  return defined({
    input: hidden, query, keys: key, values: value, scale: unknownScale, scores, context, concatenated: context, output, projection,
    bias: unknownScale ?? query ?? key ?? scores,
  })
}

function rowOf(tensor: CapturedTensor | undefined, matrix: number, row: number): Float32Array | undefined {
  if (!tensor) return undefined
  const [, rows, columns] = tensor.shape
  const from = (matrix * rows + row) * columns
  return tensor.data.slice(from, from + columns)
}

function matrixOf(tensor: CapturedTensor | undefined, matrix: number | undefined): Float32Array | undefined {
  if (!tensor || matrix === undefined) return undefined
  const size = tensor.shape[1] * tensor.shape[2]
  return tensor.data.slice(matrix * size, (matrix + 1) * size)
}

function joined(context: CapturedTensor, token: number): Float32Array {
  const [heads, , size] = context.shape
  const all = new Float32Array(heads * size)
  for (let head = 0; head < heads; head++) all.set(rowOf(context, head, token)!, head * size)
  return all
}

function defined<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}

function requireIndex(what: 'head' | 'token', index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return
  throw new GazeError(what === 'head'
    ? t('There is no head {0}; choose one from 1 to {1}.', index + 1, count) : t('There is no token {0}; choose one from 1 to {1}.', index + 1, count))
}
