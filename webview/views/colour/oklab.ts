import type { Colour } from './colour.ts'

/** Lightness 0 to 1, then green to red and blue to yellow (Ottosson 2020); equal steps look about equally large. */
export type Oklab = readonly [lightness: number, a: number, b: number]

/** How a colour is seen: by three kinds of cones, or by two. */
export const visions = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const
export type Vision = (typeof visions)[number]

/** Linear RGB as seen by dichromats: Machado, Oliveira & Fernandes 2009, severity 1. */
const simulations: Readonly<Record<Vision, readonly number[]>> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}

/** A colour as somebody sees it, in a space where distances are perceived ones. */
export function seenAs({ r, g, b }: Colour, vision: Vision): Oklab {
  const linear = [r, g, b].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  const seen = apply(simulations[vision], linear).map((value) => Math.min(1, Math.max(0, value)))
  const cones = apply([0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005], seen)
  const lab = apply([0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766], cones.map(Math.cbrt))
  return lab as unknown as Oklab
}

export function oklabDistance(x: Oklab, y: Oklab): number {
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}

function apply(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) => matrix[row]! * vector[0]! + matrix[row + 1]! * vector[1]! + matrix[row + 2]! * vector[2]!)
}
