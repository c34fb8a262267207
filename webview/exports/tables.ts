import { csvLine, shortFloat } from '../../core/index.ts'
import type { AttentionSlice, HeadChoice } from '../../protocol/attention.ts'
import { oneHead } from '../../protocol/choice.ts'
import { chosenLayers } from '../../protocol/families.ts'
import { headStatisticNames, type HeadTable } from '../../protocol/heads.ts'
import { likeliestAt, type PredictionTable } from '../../protocol/predictions.ts'
import type { RepresentationTable } from '../../protocol/representations.ts'
import type { StepThrough } from '../../protocol/steps.ts'
import { shownSlice } from '../state/shownSlice.ts'
import { unitsOf } from '../state/units.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { About } from './about.ts'

/** What a table may ask for. */
export interface TableTools {
  slice(choice: HeadChoice): Promise<AttentionSlice>
  statistics(): Promise<HeadTable>
}

/** The numbers of what is shown, by the parts of a JSON file; null where the view has no table. */
export type Content =
  | { readonly labels: readonly string[]; readonly matrices: readonly AttentionSlice[] }
  | { readonly heads: HeadTable }
  | { readonly keys: readonly string[]; readonly step: StepThrough }
  | { readonly places: readonly string[]; readonly predictions: PredictionTable }
  | { readonly compared: readonly string[]; readonly table: RepresentationTable }

export async function contentOf({ session, live, slice, units, labels, navigation: { view } }: Panes, tools: TableTools): Promise<Content | null> {
  const shown = (one: AttentionSlice) => shownSlice(one, units.list, session.special ?? 'show')
  switch (view) {
    case 'heatmap':
    case 'heads':
    case 'world':
    case 'picture': return { labels, matrices: [shown(slice)] }
    case 'model': return { heads: await tools.statistics() }
    case 'layer': {
      const [layer = 0] = chosenLayers(slice.choice, live.analysis.layers)
      const matrices: AttentionSlice[] = []
      for (let head = 0; head < live.analysis.layers[layer]!.heads; head++) matrices.push(shown(await tools.slice(oneHead(slice.choice, layer, head))))
      return { labels, matrices }
    }
    case 'steps': return live.stepping.found ? { keys: unitsOf({ ...live, groups: null }).labels, step: live.stepping.found } : null
    case 'predictions': {
      const { found } = live.predicting
      return found && { places: unitsOf({ ...live, groups: null }).labels.slice(found.first, found.first + found.count), predictions: found }
    }
    case 'context': {
      const { found } = live.comparing
      if (!found) return null
      const { labels } = unitsOf({ ...live, groups: found.of.groups })
      return { compared: found.table.chosen.map((unit) => `${unit} ${labels[unit] ?? ''}`), table: found.table }
    }
  }
}

/**
 * RFC 4180 behind one comment line a field of `about`, its value as a JSON string: a reader skips these lines. Tokens are
 * written with their index, from 0, so that equal ones are apart; row q is what token q attends to.
 */
export function csvOf(about: About, content: Content): string {
  const lines = Object.entries(about).map(([name, text]) => `# ${name}: ${JSON.stringify(text)}\r\n`)
  return [...lines, ...rowsOf(content)].join('')
}

function rowsOf(content: Content): string[] {
  if ('heads' in content) {
    const { heads } = content
    const count = heads[headStatisticNames[0]].length
    return [csvLine(['layer', 'head', ...headStatisticNames]), ...Array.from({ length: count }, (_, at) => csvLine([
      String(Math.floor(at / heads.heads) + 1), String(at % heads.heads + 1), ...headStatisticNames.map((name) => numberOf(heads[name][at]!)),
    ]))]
  }
  if ('step' in content) {
    const columns = (['additive', 'products', 'scaled', 'capped', 'bias', 'scores', 'exponentials', 'weights'] as const).filter((name) => content.step[name])
    return [csvLine(['key', ...columns]), ...Array.from({ length: content.step.keyCount }, (_, key) =>
      csvLine([`${(content.step.firstKey ?? 0) + key} ${content.keys[(content.step.firstKey ?? 0) + key] ?? ''}`, ...columns.map((name) => numberOf(content.step[name]![key]!))]))]
  }
  if ('predictions' in content) return predictionRows(content.places, content.predictions)
  if ('table' in content) {
    const { compared, table: { states, cosines } } = content
    const count = compared.length
    return [csvLine(['blocks before', 'token', ...compared]), ...states.flatMap(({ depth }, state) => compared.map((name, one) =>
      csvLine([String(depth), name, ...compared.map((_, other) => numberOf(cosines[(state * count + one) * count + other]!))])))]
  }
  const names = content.labels.map((label, index) => `${index} ${label}`)
  const several = content.matrices.length > 1
  const [{ firstKey = 0, keys: columns } = { keys: 0 }] = content.matrices
  return [csvLine([...(several ? ['head'] : []), 'query', ...names.slice(firstKey, firstKey + columns)]), ...content.matrices.flatMap(({ choice, queries, keys, weights, firstQuery = 0 }) =>
    Array.from({ length: queries }, (_, query) => csvLine([
      ...(several ? [headOf(choice)] : []), names[firstQuery + query]!, ...Array.from(weights.subarray(query * keys, (query + 1) * keys), numberOf),
    ])))]
}

/** One row a token: what it was expected with, and the likeliest in its place with their probabilities. */
function predictionRows(places: readonly string[], table: PredictionTable): string[] {
  const numbers = Array.from({ length: table.likeliestCount }, (_, at) => at + 1)
  return [csvLine(['token', 'surprisal (bits)', 'probability', 'rank', ...numbers.flatMap((at) => [`likeliest ${at}`, `probability ${at}`])]), ...places.map((label, place) => {
    const likely = likeliestAt(table, place)
    const rank = table.rank[place]!
    return csvLine([`${table.first + place} ${label}`, numberOf(table.surprisal[place]!), numberOf(table.probability[place]!), rank < 0 ? '' : String(rank + 1),
      ...numbers.flatMap((_, at) => (likely[at] ? [likely[at].special ? likely[at].text : likely[at].source, numberOf(likely[at].probability)] : ['', '']))])
  })]
}

/** One object: what it is of, its tokens, and the numbers of what is shown, as short as they read back as themselves. */
export function jsonOf(about: About, { live }: Panes, content: Content): string {
  const { tokens, layers } = live.analysis
  const matrices = 'matrices' in content ? {
    labels: content.labels,
    matrices: content.matrices.map(({ choice, queries, keys, weights, firstQuery, firstKey }) => ({
      layer: choice.layer, head: choice.head, ...(firstQuery !== undefined && { firstQuery }), ...(firstKey !== undefined && { firstKey }),
      weights: Array.from({ length: queries }, (_, query) => weights.subarray(query * keys, (query + 1) * keys)),
    })),
  } : content
  return `${JSON.stringify({ ...about, tokens, layers, ...matrices }, (_, value: unknown) =>
    value instanceof Float32Array ? Array.from(value, (number) => (Number.isFinite(number) ? Number(shortFloat(number)) : null))
      : value instanceof Int32Array ? Array.from(value) : value)}\n`
}

function headOf({ head }: HeadChoice): string {
  return typeof head === 'number' ? String(head + 1) : head
}

/** Empty where a number is not defined. */
function numberOf(value: number): string {
  return Number.isNaN(value) ? '' : shortFloat(value)
}
