/** Where a key moves in a grid of so many tiles that wraps after `columns`, or null where it is not ours. */
export function moveTile(key: string, ctrl: boolean, at: number, count: number, columns: number): number | null {
  const last = count - 1
  const rowStart = at - (at % columns)
  const target = {
    ArrowLeft: at - 1, ArrowRight: at + 1,
    ArrowUp: at - columns >= 0 ? at - columns : at, ArrowDown: at + columns <= last ? at + columns : at,
    Home: ctrl ? 0 : rowStart, End: ctrl ? last : rowStart + columns - 1,
  }[key]
  return target === undefined ? null : Math.min(last, Math.max(0, target))
}
