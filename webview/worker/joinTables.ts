import { statisticNames, type HeadTable } from '../../core/index.ts'

/** One table of layers whose heads were counted one layer after another; NaN where a layer has fewer heads than the most. */
export function joinTables(each: readonly HeadTable[]): HeadTable {
  const heads = Math.max(0, ...each.map((table) => table.heads))
  const column = (name: (typeof statisticNames)[number]) => {
    const joined = new Float32Array(each.length * heads).fill(NaN)
    each.forEach((table, layer) => { joined.set(table[name], layer * heads) })
    return [name, joined] as const
  }
  return { heads, ...(Object.fromEntries(statisticNames.map(column)) as Record<(typeof statisticNames)[number], Float32Array>) }
}
