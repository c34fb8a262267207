import type { Direction, Thumbnails } from '../../../protocol/attention.ts'

/**
 * One thumbnail at `width` x `height` pixels, each as strong as the strongest of those it stands for, so that thin
 * patterns survive; turned over for attendedBy.
 */
export function thumbnailLevels(
  { size, heads, pixels }: Thumbnails, layer: number, head: number, direction: Direction, { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const start = (layer * heads + head) * size * size
  const levels = new Uint8Array(width * height)
  const [across, down] = [cut(size, width), cut(size, height)]
  const [rowStep, columnStep] = direction === 'attendsTo' ? [size, 1] : [1, size]
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      let strongest = 0
      for (let row = down.begin[y]!; row < down.end[y]!; row++) {
        let at = start + row * rowStep + across.begin[x]! * columnStep
        for (let column = across.begin[x]!; column < across.end[x]!; column++, at += columnStep) strongest = Math.max(strongest, pixels[at]!)
      }
      levels[to] = strongest
    }
  }
  return levels
}

/** Where each of `count` pixels begins and ends among those of a thumbnail; it has at least one of them. */
function cut(size: number, count: number): { readonly begin: Int32Array; readonly end: Int32Array } {
  const begin = Int32Array.from({ length: count }, (_, index) => Math.floor((index * size) / count))
  return { begin, end: begin.map((from, index) => Math.max(from + 1, Math.floor(((index + 1) * size) / count))) }
}
