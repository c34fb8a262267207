/** Narrower ones tell nothing; then a layer takes several rows. */
const least = 24
const wrapped = 40
const largest = 160
/** Between two tiles. */
export const tileGap = 6

/** CSS pixels of a picture: a layer's heads side by side where they fit in the width, else as many as do. */
export function tileSide(width: number, heads: number): number {
  const inRow = (columns: number) => Math.floor((width - tileGap * (columns - 1)) / columns)
  const all = Math.min(largest, inRow(heads))
  if (all >= least) return all
  const columns = Math.max(1, Math.floor((width + tileGap) / (wrapped + tileGap)))
  return Math.max(1, inRow(columns))
}
