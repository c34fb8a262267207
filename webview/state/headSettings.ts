/** Which lines of a sentence pair are drawn, from segment to segment. */
export const pairFilters = ['all', 'aa', 'ab', 'ba', 'bb'] as const
export type PairFilter = (typeof pairFilters)[number]

/** Two columns of tokens with lines across, or one with arcs over itself. */
export const headShapes = ['columns', 'arcs'] as const
export type HeadShape = (typeof headShapes)[number]

/** How the head view draws. */
export interface HeadSettings {
  /** Heads of the layer shown beside the chosen one, each at the place of its colour; null where a place is free. */
  readonly beside: readonly (number | null)[]
  /** The least weight that gets a line. */
  readonly threshold: number
  /** The most lines a token starts; 0 for all. */
  readonly most: number
  readonly pairs: PairFilter
  readonly shape: HeadShape
}

export const mostChoices: readonly number[] = [1, 2, 3, 5, 10, 20, 0]

export const initialHeadSettings: HeadSettings = {
  beside: [], threshold: 0.01, most: 5, pairs: 'all', shape: 'columns',
}

/** Adds a head at the first free place, or takes it away; the others keep their places and so their colours. */
export function toggleBeside(beside: readonly (number | null)[], head: number): readonly (number | null)[] {
  if (beside.includes(head)) return trimmed(beside.map((other) => (other === head ? null : other)))
  const free = beside.indexOf(null)
  return free < 0 ? [...beside, head] : beside.map((other, place) => (place === free ? head : other))
}

function trimmed(beside: readonly (number | null)[]): readonly (number | null)[] {
  return beside.slice(0, beside.findLastIndex((head) => head !== null) + 1)
}

/** Reads what an earlier page stored; whatever is not as it should be gets its first value. */
export function readHeadSettings(found: Readonly<Record<string, unknown>>): HeadSettings {
  const { beside, threshold, most, pairs, shape } = found
  const first = initialHeadSettings
  const isPlace = (head: unknown): head is number | null => head === null || (Number.isInteger(head) && (head as number) >= 0)
  return {
    beside: Array.isArray(beside) && beside.every(isPlace) && new Set(beside.filter((head) => head !== null)).size
      === beside.filter((head) => head !== null).length ? trimmed(beside) : first.beside,
    threshold: typeof threshold === 'number' && threshold >= 0 && threshold <= 1 ? threshold : first.threshold,
    most: mostChoices.find((choice) => choice === most) ?? first.most,
    pairs: pairFilters.find((filter) => filter === pairs) ?? first.pairs,
    shape: headShapes.find((name) => name === shape) ?? first.shape,
  }
}
