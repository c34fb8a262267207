import type { HeadChoice, LayerSummary, TokenSpan } from './attention.ts'
import { fromBase64 } from './base64.ts'
import { fitChoice } from './choice.ts'
import { families, placeOf, shapeOf } from './families.ts'
import { headStatisticNames, type HeadTable } from './heads.ts'
import { isPredictionTable } from './predictions.ts'
import { recordingFormat, recordingVersion, type RecordedLayer, type Recording } from './recording.ts'

type Translate = (text: string, ...values: (string | number)[]) => string
type Fields = Readonly<Record<string, unknown>>

/** What a .gaze.json file holds, or in a sentence why it cannot be shown; never throws. `name`: the file's. */
export function readRecording(text: string, name: string, t: Translate): { readonly recording: Recording } | { readonly problem: string } {
  let found: unknown
  try {
    found = JSON.parse(text, (_, value: unknown) => numbersOf(value))
  } catch {
    return { problem: t('{0} is not a whole Token Gaze session: it is damaged or was cut off; save the session again.', name) }
  }
  if (!isFields(found) || found.format !== recordingFormat) {
    return { problem: t('{0} is no Token Gaze session; open it with another editor.', name) }
  }
  if (typeof found.version !== 'number' || found.version > recordingVersion) {
    return { problem: t('{0} was saved by a newer Token Gaze; update the extension to open it.', name) }
  }
  const recording = checked(found)
  return recording ? { recording }
    : { problem: t('{0} is a Token Gaze session in which something is missing or does not fit; save the session again.', name) }
}

/** Arrays of numbers where the JSON has their bytes; a damaged one becomes null. */
function numbersOf(value: unknown): unknown {
  if (!isFields(value) || Object.keys(value).length !== 1) return value
  if (typeof value.uint8 === 'string') return fromBase64(value.uint8)
  const words = value.float32 ?? value.int32
  if (typeof words !== 'string') return value
  const bytes = fromBase64(words)
  if (!bytes || bytes.length % 4 !== 0) return null
  return value.float32 === undefined ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer)
}

function checked(found: Fields): Recording | null {
  const { generator, title, text, pair, model, analysis, thumbnails, direction, special, grouping, groups, layers, slices, statistics } = found
  if (![generator, title, text].every(isString) || !(pair === undefined || isString(pair)) || !isModel(model)) return null
  if (!isFields(analysis) || !isTarget(analysis.target)) return null
  const second = isTargeted(analysis) ? analysis.target.text : pair
  if (!isAnalysis(analysis, isString(second) ? [text as string, second] : [text as string])) return null
  const { tokens, layers: summaries } = analysis as unknown as Recording['analysis']
  if (!isThumbnails(thumbnails, summaries)) return null
  if (!isPicture(found.picture) || !arePatches(analysis, tokens.length) || !isWorld(analysis.world, tokens.length)) return null
  if (direction !== 'attendsTo' && direction !== 'attendedBy') return null
  if (![undefined, 'show', 'hide', 'renormalise'].includes(special as undefined)) return null
  if (groups === undefined ? grouping !== undefined : !isString(grouping) || !areGroups(groups, tokens.length)) return null
  const units = Array.isArray(groups) ? groups.length : tokens.length
  const shapes = shapesOf(analysis as unknown as Recording['analysis'])
  if (!(layers === null || areLayers(layers, summaries, shapes)) || !areSlices(slices, summaries, units, isTargeted(analysis))) return null
  if (layers === null && slices.length === 0) return null
  if (!(statistics === null || isTable(statistics, summaries))) return null
  if (!(found.predictions === undefined || isPredictionTable(found.predictions, tokens.length))) return null
  if (!areIndexes(found.focus, units) || !areIndexes(found.pinned, units) || !isChoice(found.choice)) return null
  const choice = fitChoice(found.choice, summaries)
  return { ...(found as unknown as Recording), choice }
}

/** With its file in its address: nothing else is read for a recording. */
function isPicture(picture: unknown): boolean {
  return picture === undefined || (isFields(picture) && isString(picture.name) && isString(picture.uri) && /^data:[^,]*;base64,/.test(picture.uri) && isCount(picture.bytes))
}

function arePatches({ patches, answers }: Fields, tokens: number): boolean {
  const isGrid = patches === undefined || (isFields(patches) && [patches.first, patches.rows, patches.columns].every(isCount)
    && (patches.first as number) + (patches.rows as number) * (patches.columns as number) <= tokens && isFields(patches.box)
    && [patches.box.left, patches.box.top, patches.box.width, patches.box.height].every(isNumber))
  return isGrid && (answers === undefined || (Array.isArray(answers) && answers.every((answer: unknown) =>
    isFields(answer) && isString(answer.label) && isNumber(answer.probability))))
}

/** An agent's world: a token a cell. */
function isWorld(world: unknown, tokens: number): boolean {
  if (world === undefined) return true
  if (!isFields(world) || !isCount(world.rows) || !isCount(world.columns) || world.rows * world.columns !== tokens) return false
  const isCell = (cell: unknown): boolean => isCount(cell) && cell < tokens
  const { moves, chosen } = world
  return isCell(world.agent) && (world.goal === null || isCell(world.goal)) && Array.isArray(moves) && isCount(chosen) && chosen < moves.length
    && moves.every((move: unknown) => isFields(move) && ['up', 'right', 'down', 'left'].includes(move.name as string) && isNumber(move.probability) && isCell(move.to))
}

function isModel(model: unknown): boolean {
  return isFields(model) && isString(model.id) && isString(model.label) && Array.isArray(model.files) && model.files.every((file: unknown) =>
    isFields(file) && isString(file.path) && isCount(file.bytes) && (file.sha256 === undefined || isString(file.sha256)))
}

function isAnalysis({ tokens, layers, backend, truncated, timing, notes }: Fields, texts: readonly string[]): boolean {
  const isTruncation = truncated === undefined || (isFields(truncated) && isCount(truncated.kept) && isCount(truncated.total))
  return Array.isArray(tokens) && tokens.length > 0 && tokens.every((token) => isToken(token, texts))
    && Array.isArray(layers) && layers.length > 0 && layers.every((layer: unknown) => isFields(layer) && isString(layer.name) && isCount(layer.heads) && layer.heads > 0)
    && (backend === 'wasm' || backend === 'webgpu') && isTruncation
    && isFields(timing) && isNumber(timing.loadMs) && isNumber(timing.runMs) && Array.isArray(notes) && notes.every(isString)
}

function isToken(token: unknown, texts: readonly string[]): token is TokenSpan {
  if (!isFields(token) || !isNumber(token.id) || !isString(token.text) || typeof token.special !== 'boolean') return false
  const { start, end, segment = 0 } = token
  const within = isCount(segment) ? texts[segment]?.length : undefined
  return isCount(start) && isCount(end) && start <= end && within !== undefined && end <= within
}

function isThumbnails(found: unknown, layers: readonly LayerSummary[]): boolean {
  return isFields(found) && isCount(found.size) && found.size > 0 && found.layers === layers.length && isCount(found.heads)
    && layers.every(({ heads }) => heads <= (found.heads as number)) && found.pixels instanceof Uint8Array
    && found.pixels.length === found.layers * found.heads * found.size ** 2
}

function areGroups(groups: unknown, tokens: number): boolean {
  if (!Array.isArray(groups)) return false
  const seen = new Set<number>()
  const fits = groups.every((group: unknown) => isFields(group) && isString(group.label) && areIndexes(group.tokens, tokens)
    && group.tokens.length > 0 && group.tokens.every((token) => !seen.has(token) && seen.add(token)))
  return fits && seen.size === tokens
}

function isTarget(target: unknown): boolean {
  return target === undefined || (isFields(target) && isString(target.text) && typeof target.generated === 'boolean')
}

const isTargeted = (analysis: Fields): analysis is Fields & { readonly target: { readonly text: string } } => analysis.target !== undefined

/** Rows and columns of each layer's weights, those of no token too. */
function shapesOf({ tokens, layers, target }: Recording['analysis']): readonly { readonly queries: number; readonly keys: number }[] {
  const source = tokens.filter(({ segment }) => segment !== 1).length
  return layers.map((layer) => {
    if (!target) return { queries: tokens.length, keys: tokens.length }
    const { queries, keys } = shapeOf(layer, source, tokens.length - source)
    return { queries: queries + placeOf(layer, source, tokens.length - source).beyond, keys }
  })
}

function areLayers(layers: unknown, summaries: readonly LayerSummary[], shapes: ReturnType<typeof shapesOf>): layers is RecordedLayer[] {
  return Array.isArray(layers) && layers.length === summaries.length && layers.every((layer: unknown, index) => isFields(layer) && isString(layer.name)
    && layer.heads === summaries[index]!.heads && layer.queries === shapes[index]!.queries && layer.keys === shapes[index]!.keys
    && layer.weights instanceof Float32Array && layer.weights.length === summaries[index]!.heads * shapes[index]!.queries * shapes[index]!.keys)
}

function areSlices(slices: unknown, layers: readonly LayerSummary[], units: number, isPart: boolean): slices is unknown[] {
  const isSide = (first: unknown, count: unknown): boolean =>
    isPart ? isCount(first ?? 0) && isCount(count) && Number(first ?? 0) + count <= units : first === undefined && count === units
  return Array.isArray(slices) && slices.every((slice: unknown) => isFields(slice) && isChoice(slice.choice) && fits(slice.choice, layers)
    && isSide(slice.firstQuery, slice.queries) && isSide(slice.firstKey, slice.keys)
    && slice.weights instanceof Float32Array && slice.weights.length === (slice.queries as number) * (slice.keys as number))
}

function isTable(table: unknown, layers: readonly LayerSummary[]): table is HeadTable {
  const most = Math.max(...layers.map(({ heads }) => heads))
  return isFields(table) && table.heads === most && headStatisticNames.every((name) => {
    const each = table[name]
    return each instanceof Float32Array && each.length === layers.length * most
  })
}

function isChoice(choice: unknown): choice is HeadChoice {
  const isIndex = (index: unknown): boolean => isCount(index) || ['mean', 'max', 'min'].includes(index as string)
  return isFields(choice) && isIndex(choice.layer) && isIndex(choice.head) && [undefined, ...families].includes(choice.family as undefined)
    && [undefined, 'weights', 'norms', 'rollout', 'flow'].includes(choice.measure as undefined)
}

function fits({ layer, head }: HeadChoice, layers: readonly LayerSummary[]): boolean {
  return typeof layer !== 'number' || (layer < layers.length && (typeof head !== 'number' || head < layers[layer]!.heads))
}

function areIndexes(found: unknown, count: number): found is number[] {
  return Array.isArray(found) && found.every((index: unknown) => isCount(index) && index < count)
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isString = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
