import type { StoredMatrix } from './linearNode.ts'

/** A tensor read as a stack of matrices: which axes, counted from the end, are the rows and the columns. */
export interface Layout {
  readonly tensor: string
  readonly row: number
  readonly column: number
  /** Where the rows are tokens times heads (multi-query attention in one matrix): how many heads each token has in turn. */
  readonly headsInRows?: number
}

/** One number that the graph multiplies or divides a tensor with. */
export interface Factor {
  readonly tensor: string
  readonly divides: boolean
}

/** A layout with the scaling that the graph has already applied to it, to be undone. */
export interface ScaledLayout extends Layout {
  readonly factors: readonly Factor[]
  /** Stored vectors that the graph adds to it later on, one number a column. */
  readonly added?: readonly string[]
  /** Where each key-value head stands there several times, once for each of its queries: how often, and whether side by side. */
  readonly repeats?: { readonly times: number; readonly adjacent: boolean }
}

/** What stands around an attention in its layer; what is undefined has its reason in `missing`. */
export interface BlockRefs {
  readonly hidden?: string
  readonly output?: string
  readonly projection?: StoredMatrix
}

/** Where in the graph an attention's tensors are. Rows and columns: queries and keys, or tokens and their features. */
export interface AttentionRefs {
  readonly weights: Layout
  readonly scores: Layout
  /** Scores at or below it are masked. */
  readonly maskedBelow: number
  readonly query: ScaledLayout
  readonly key: ScaledLayout
  readonly value: ScaledLayout
  readonly context: Layout
  /** Of additive attention, the stored vector that weighs the units. */
  readonly energy?: string
  readonly block: BlockRefs
}
