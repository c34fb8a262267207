import type { ImagePart } from './svgPainter.ts'

/** The pixels of a part of a picture as one path a colour, runs of equal ones joined; in the target's coordinates. */
export function cellPaths(
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }, { source, target }: ImagePart,
): string {
  const [left, top] = [Math.max(0, source[0]), Math.max(0, source[1])]
  const [right, bottom] = [Math.min(width, source[0] + source[2]), Math.min(height, source[1] + source[3])]
  const paths = new Map<number, string>()
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height)
  for (let y = Math.floor(top); y < bottom; y++) {
    const [from, until] = [Math.max(y, top), Math.min(y + 1, bottom)]
    for (let x = Math.floor(left); x < right;) {
      const word = words[y * width + x]!
      let end = x + 1
      while (end < right && words[y * width + end] === word) end++
      const [start, stop] = [Math.max(x, left), Math.min(end, right)]
      paths.set(word, `${paths.get(word) ?? ''}M${short(start)} ${short(from)}h${short(stop - start)}v${short(until - from)}h${short(start - stop)}z`)
      x = end
    }
  }
  const scale = [target[2] / source[2], target[3] / source[3]] as const
  const moved = `translate(${exact(target[0] - source[0] * scale[0])} ${exact(target[1] - source[1] * scale[1])}) scale(${exact(scale[0])} ${exact(scale[1])})`
  const shapes = Array.from(paths, ([word, path]) => `<path fill="#${hex(word)}" d="${path}"/>`)
  return `<g transform="${moved}">${shapes.join('')}</g>`
}

/** Words are little-endian: red is the lowest byte. */
function hex(word: number): string {
  return [word & 255, word >> 8 & 255, word >> 16 & 255].map((part) => part.toString(16).padStart(2, '0')).join('')
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

function exact(value: number): string {
  return String(Math.round(value * 1e6) / 1e6)
}
