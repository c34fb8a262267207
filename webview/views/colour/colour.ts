/** Red, green, blue 0 to 255 and alpha 0 to 1. */
export interface Colour {
  readonly r: number
  readonly g: number
  readonly b: number
  readonly a: number
}

/** Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()` and `rgba()`, which is what VS Code writes; else null. */
export function parseColour(css: string): Colour | null {
  const text = css.trim().toLowerCase()
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1]
  if (hex && hex.length !== 5 && hex.length !== 7) {
    const digits = hex.length <= 4 ? Array.from(hex, (digit) => digit + digit).join('') : hex
    const part = (at: number) => parseInt(digits.slice(at, at + 2), 16)
    return { r: part(0), g: part(2), b: part(4), a: digits.length === 8 ? part(6) / 255 : 1 }
  }
  const parts = /^rgba?\(([^)]*)\)$/.exec(text)?.[1]?.split(/[\s,/]+/).filter((part) => part !== '')
  if (!parts || parts.length < 3) return null
  const [r, g, b] = parts.map(Number) as [number, number, number]
  const alpha = parts[3]
  const a = alpha === undefined ? 1 : alpha.endsWith('%') ? parseFloat(alpha) / 100 : Number(alpha)
  return [r, g, b, a].every(Number.isFinite) ? { r, g, b, a } : null
}

/** From `from` (0) to `to` (1), in sRGB as compositing does it. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const between = (a: number, b: number) => a + (b - a) * share
  return { r: between(from.r, to.r), g: between(from.g, to.g), b: between(from.b, to.b), a: between(from.a, to.a) }
}

/** `colour` as it looks on an opaque background. */
export function over(colour: Colour, background: Colour): Colour {
  return { ...mix(background, { ...colour, a: 1 }, colour.a), a: 1 }
}

/** WCAG 2 relative luminance, 0 to 1. */
export function luminance({ r, g, b }: Colour): number {
  const linear = (value: number) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** `colour`, moved towards `anchor` just as far as it takes to stand out from the background by `ratio`. */
export function withContrast(colour: Colour, background: Colour, anchor: Colour, ratio: number): Colour {
  for (let share = 0; share < 1; share += 0.1) {
    const moved = mix(colour, anchor, share)
    if (contrast(moved, background) >= ratio) return moved
  }
  return anchor
}

export function toCss({ r, g, b, a }: Colour): string {
  return `rgba(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)}, ${a})`
}
