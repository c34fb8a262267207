import { headStatisticNames, type HeadStatisticName, type HeadTable } from '../../protocol/heads.ts'
import type { LayerSummary } from '../../protocol/attention.ts'

/** What the model view is sorted by. */
export type SortName = 'layer' | HeadStatisticName

export const sortNames: readonly SortName[] = ['layer', ...headStatisticNames]

export interface ModelOrder {
  readonly by: SortName
  /** Smallest first, or the last layer first; else largest first, or the first layer first. */
  readonly reversed: boolean
}

export const initialModelOrder: ModelOrder = { by: 'layer', reversed: false }

export function readModelOrder(found: Readonly<Record<string, unknown>>): ModelOrder {
  return { by: sortNames.find((name) => name === found.by) ?? 'layer', reversed: found.reversed === true }
}

/** A head among all, with the number it is sorted by; null while that is not known, or not defined for it. */
export interface RankedHead {
  readonly layer: number
  readonly head: number
  readonly value: number | null
}

/** All heads in order: equal ones by layer and head, and those without a number last. */
export function orderHeads(layers: readonly LayerSummary[], table: HeadTable | null, { by, reversed }: ModelOrder): readonly RankedHead[] {
  const heads = layers.flatMap((summary, layer) => Array.from({ length: summary.heads }, (_, head): RankedHead => {
    const value = by === 'layer' || !table ? NaN : table[by][layer * table.heads + head]!
    return { layer, head, value: Number.isNaN(value) ? null : value }
  }))
  const sign = reversed ? -1 : 1
  if (by === 'layer') return heads.sort((a, b) => sign * (a.layer - b.layer) || a.head - b.head)
  return heads.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return sign * (b.value - a.value)
  })
}
