import type { Direction, Thumbnails } from '../../../protocol/attention.ts'

/**
 * One thumbnail at `target` x `target` pixels, each as strong as the strongest of those it stands for, so that thin
 * patterns survive; turned over for attendedBy.
 */
export function thumbnailLevels(
  { size, heads, pixels }: Thumbnails, layer: number, head: number, direction: Direction, target: number,
): Uint8Array {
  const start = (layer * heads + head) * size * size
  const levels = new Uint8Array(target * target)
  const from = (index: number) => Math.floor((index * size) / target)
  const until = (index: number) => Math.max(from(index) + 1, Math.floor(((index + 1) * size) / target))
  const [rowStep, columnStep] = direction === 'attendsTo' ? [size, 1] : [1, size]
  for (let y = 0, to = 0; y < target; y++) {
    for (let x = 0; x < target; x++, to++) {
      let strongest = 0
      for (let row = from(y); row < until(y); row++) {
        for (let column = from(x); column < until(x); column++) {
          strongest = Math.max(strongest, pixels[start + row * rowStep + column * columnStep]!)
        }
      }
      levels[to] = strongest
    }
  }
  return levels
}
