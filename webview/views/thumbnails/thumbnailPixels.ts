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
  // Where each pixel begins among the thumbnail's; it has at least one of them.
  const begin = Int32Array.from({ length: target }, (_, index) => Math.floor((index * size) / target))
  const end = begin.map((from, index) => Math.max(from + 1, Math.floor(((index + 1) * size) / target)))
  const [rowStep, columnStep] = direction === 'attendsTo' ? [size, 1] : [1, size]
  for (let y = 0, to = 0; y < target; y++) {
    for (let x = 0; x < target; x++, to++) {
      let strongest = 0
      for (let row = begin[y]!; row < end[y]!; row++) {
        let at = start + row * rowStep + begin[x]! * columnStep
        for (let column = begin[x]!; column < end[x]!; column++, at += columnStep) strongest = Math.max(strongest, pixels[at]!)
      }
      levels[to] = strongest
    }
  }
  return levels
}
