import type { ResizeRule, Size } from './processorConfig.ts'

/** What size a picture gets by a rule, rounded as transformers rounds; `size` where there is none. */
export function resizedSize(size: Size, rule: ResizeRule | undefined): Size {
  if (!rule) return size
  if (rule.rule === 'exact') return rule.size
  const { width, height } = size
  if (rule.rule === 'within') {
    const scale = Math.min(rule.size.height / height, rule.size.width / width)
    return { width: Math.trunc(width * scale), height: Math.trunc(height * scale) }
  }
  return rule.longest === undefined ? shortestTo(size, rule.shortest) : bothEdges(size, rule.shortest, rule.longest)
}

function shortestTo({ width, height }: Size, edge: number): Size {
  return width <= height ? { width: edge, height: Math.trunc((edge * height) / width) } : { width: Math.trunc((edge * width) / height), height: edge }
}

function bothEdges({ width, height }: Size, shortest: number, longest: number): Size {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const raw = (long / short) * shortest > longest ? (longest * short) / long : undefined
  const edge = raw === undefined ? shortest : Math.round(raw)
  if (short === edge) return { width, height }
  const other = Math.trunc(((raw ?? edge) * long) / short)
  return width < height ? { width: edge, height: other } : { width: other, height: edge }
}

/** A size that lies within another as transformers' thumbnails do: by the longer edge alone, once it is clipped. */
export function shrunkTo({ width, height }: Size, within: Size): Size {
  const [h, w] = [Math.min(height, within.height), Math.min(width, within.width)]
  if (h === height && w === width) return { width, height }
  if (height > width) return { width: Math.trunc((width * h) / height), height: h }
  return width > height ? { width: w, height: Math.trunc((height * w) / width) } : { width: w, height: h }
}
