/** One line of the bench: what was measured against which bound, both in `unit` ('x' is a ratio). */
export interface Measurement {
  readonly what: string
  readonly measured: number
  readonly bound: number
  readonly unit: 'x' | 'ms' | 'KB' | 'MB'
  /** How it came about, for people. */
  readonly detail: string
}
