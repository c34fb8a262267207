export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float32Array
}

export interface Reference {
  readonly heads: number
  readonly keyValueHeads?: number
  readonly scale: number
  /** What is added to the scaled score of a head's query and key; -Infinity masks. */
  readonly bias?: (head: number, query: number, key: number) => number
  /** Added to every row's sum of exponentials: exp(sink). */
  readonly sink?: number
}

export type ReferenceTensors = Record<'query' | 'key' | 'value' | 'scores' | 'context' | 'weights', readonly number[]>

/** Numbers between -1 and 1 that are the same every time. */
export function noise(count: number, seed: number): number[] {
  let state = seed * 2654435761 >>> 0
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Attention written out, from projected tokens [tokens, heads * d]; results are flat [heads, …]. */
export function referenceAttention(q: Matrix, k: Matrix, v: Matrix, { heads, keyValueHeads = heads, scale, bias, sink }: Reference): ReferenceTensors {
  const d = q.columns / heads
  const [query, key, value] = [split(q, heads), split(k, keyValueHeads), split(v, keyValueHeads)]
  const [scores, weights, context]: number[][] = [[], [], []]
  const each = Array.from({ length: k.rows }, (_, at) => at)
  for (let head = 0; head < heads; head++) {
    const shared = Math.floor((head * keyValueHeads) / heads)
    for (let row = 0; row < q.rows; row++) {
      const raw = each.map((at) => {
        let dot = 0
        for (let i = 0; i < d; i++) dot += query[(head * q.rows + row) * d + i]! * key[(shared * k.rows + at) * d + i]!
        return dot * scale + (bias?.(head, row, at) ?? 0)
      })
      const sum = raw.reduce((all, score) => all + Math.exp(score), sink === undefined ? 0 : Math.exp(sink))
      const row_ = raw.map((score) => Math.exp(score) / sum)
      scores!.push(...raw.map((score) => Math.max(score, -1e9)))
      weights!.push(...row_)
      for (let i = 0; i < d; i++) context!.push(row_.reduce((all, weight, at) => all + weight * value[(shared * k.rows + at) * d + i]!, 0))
    }
  }
  return { query, key, value, scores: scores!, weights: weights!, context: context! }
}

function split({ rows, columns, data }: Matrix, heads: number): number[] {
  const d = columns / heads
  return Array.from({ length: rows * columns }, (_, at) => data[(Math.floor(at / d) % rows) * columns + Math.floor(at / d / rows) * d + (at % d)]!)
}

export function product(a: Matrix, weight: readonly number[], columns: number): Matrix {
  const data = new Float32Array(a.rows * columns)
  for (let row = 0; row < a.rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < a.columns; i++) data[row * columns + column]! += a.data[row * a.columns + i]! * weight[i * columns + column]!
    }
  }
  return { rows: a.rows, columns, data }
}
