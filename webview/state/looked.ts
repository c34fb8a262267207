import type { Analysis, HeadChoice, LayerSummary, Pool, TokenSpan } from '../../protocol/attention.ts'
import { isPool, measureOf } from '../../protocol/choice.ts'
import type { Episode, WorldAnalysis } from '../../protocol/world.ts'

/** What an agent made of a world. */
export interface LookedAt {
  readonly world: WorldAnalysis
  /** What its own cell looked at, [heads of all layers, cells]. */
  readonly ownRows: Float32Array
}

/** What an agent made of each world of a session, by the world's cells. */
export type Looked = ReadonlyMap<string, LookedAt>

/** Steps that one may walk back. */
const most = 300

/** A world's cells as one text, a character a cell. */
export function cellsOf(tokens: readonly TokenSpan[]): string {
  return tokens.map(({ text }) => text).join('')
}

/** The world as it was when the agent was on another cell of its way. */
export function cellsAt(tokens: readonly TokenSpan[], { goal }: Episode, agent: number): string {
  return tokens.map(({ text }, cell) => (cell === agent ? 'A' : cell === goal ? 'G' : text === '#' ? '#' : '.')).join('')
}

/** What was looked at before, by the same model, and now. */
export function lookedAfter(before: Looked | undefined, { tokens, world }: Pick<Analysis, 'tokens' | 'world'>, ownRows: Float32Array | undefined): Looked {
  if (!ownRows || !world) return new Map()
  const cells = cellsOf(tokens)
  const others = [...before ?? []].filter(([each]) => each !== cells)
  return new Map([...others.slice(1 - most), [cells, { world, ownRows }]])
}

/** A choice's row of the agent's own cell; null where it is not of weights, which alone are kept. */
export function lookedRow({ ownRows }: LookedAt, layers: readonly LayerSummary[], choice: HeadChoice): Float64Array | null {
  if (measureOf(choice) !== 'weights') return null
  const heads = layers.map((layer) => layer.heads)
  const before = (layers: number): number => heads.slice(0, layers).reduce((sum, count) => sum + count, 0)
  const cells = ownRows.length / before(heads.length)
  const { layer, head } = choice
  const ofLayer = (index: number): Float64Array => {
    const rows = Array.from({ length: heads[index]! }, (_, at) => Float64Array.from(ownRows.subarray((before(index) + at) * cells, (before(index) + at + 1) * cells)))
    return isPool(head) ? pooled(rows, head) : rows[head]!
  }
  return isPool(layer) ? pooled(heads.map((_, index) => ofLayer(index)), layer) : ofLayer(layer)
}

function pooled(rows: readonly Float64Array[], pool: Pool): Float64Array {
  return rows[0]!.map((_, cell) => {
    const values = rows.map((row) => row[cell]!)
    return pool === 'mean' ? values.reduce((sum, value) => sum + value, 0) / rows.length : Math[pool](...values)
  })
}
