/** How tokens are taken together. */
export type Grouping = 'tokens' | 'words' | 'identifiers' | 'lines' | 'syntax'

/**
 * Tokens that count as one, as ascending indexes. The groups of an analysis hold every token once; attention to a group
 * is the sum over its keys, attention from a group the mean over its queries.
 */
export interface Group {
  readonly label: string
  readonly tokens: readonly number[]
}
