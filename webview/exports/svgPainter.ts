import { parseColour } from '../views/colour/colour.ts'
import type { Painter } from '../views/painter.ts'
import { cellPaths } from './cellPaths.ts'
import { escapeXml } from './escapeXml.ts'

/** The part of a canvas's image to draw, in its pixels, and where. */
export interface ImagePart {
  readonly source: readonly [x: number, y: number, width: number, height: number]
  readonly target: readonly [x: number, y: number, width: number, height: number]
}

export interface SvgImages {
  /** RGBA of a picture's pixels where it is small enough for one shape a pixel, else null. */
  pixels(image: CanvasImageSource): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray } | null
  /** The picture as a data address, sharp at any size; comes later. */
  address(image: CanvasImageSource): Promise<{ readonly href: string; readonly width: number; readonly height: number }>
}

interface Pen {
  fillStyle: string | CanvasGradient | CanvasPattern
  strokeStyle: string | CanvasGradient | CanvasPattern
  lineWidth: number
  globalAlpha: number
  font: string
  textAlign: CanvasTextAlign
  textBaseline: CanvasTextBaseline
  matrix: readonly [number, number, number, number, number, number]
}

/** Middle of a line of text above its baseline, in font sizes: not every reader of SVG knows baselines. */
const middle = 0.35

/** Writes what is painted as SVG 1.1: text as text, nothing of HTML; cleared rectangles take the background's colour. */
export class SvgPainter implements Painter {
  fillStyle: Pen['fillStyle'] = '#000'
  strokeStyle: Pen['strokeStyle'] = '#000'
  lineWidth = 1
  globalAlpha = 1
  font = '10px sans-serif'
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  imageSmoothingEnabled = false
  readonly #background: string
  readonly #measure: (text: string, font: string) => TextMetrics
  readonly #images: SvgImages
  readonly #parts: (string | Promise<string>)[] = []
  readonly #stack: Pen[] = []
  #matrix: Pen['matrix'] = [1, 0, 0, 1, 0, 0]
  #path = ''

  constructor(background: string, measure: (text: string, font: string) => TextMetrics, images: SvgImages) {
    this.#background = background
    this.#measure = measure
    this.#images = images
  }

  /** All that was painted, once pictures are there. */
  async elements(): Promise<string> {
    return (await Promise.all(this.#parts)).join('\n')
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline } = this
    this.#stack.push({ fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, matrix: this.#matrix })
  }

  restore(): void {
    const pen = this.#stack.pop()
    if (!pen) return
    const { matrix, ...rest } = pen
    Object.assign(this, rest)
    this.#matrix = matrix
  }

  translate(x: number, y: number): void {
    this.#turn([1, 0, 0, 1, x, y])
  }

  scale(x: number, y: number): void {
    this.#turn([x, 0, 0, y, 0, 0])
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    this.#turn([cos, sin, -sin, cos, 0, 0])
  }

  beginPath(): void {
    this.#path = ''
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)} ${short(y)}`
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${short(x)} ${short(y)}`
  }

  bezierCurveTo(...points: [number, number, number, number, number, number]): void {
    this.#path += `C${points.map(short).join(' ')}`
  }

  stroke(): void {
    this.#add(`<path d="${this.#path}" fill="none" ${this.#stroke()}${this.#transform()}/>`)
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#rect([x, y, width, height], paint('fill', this.fillStyle, this.globalAlpha))
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.#rect([x, y, width, height], paint('fill', this.#background, 1))
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#rect([x, y, width, height], `fill="none" ${this.#stroke()}`)
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size, family] = /^(bold )?([\d.]+)px (.*)$/.exec(this.font) ?? [undefined, undefined, '10', 'sans-serif']
    const anchor = { right: 'end', end: 'end', center: 'middle', left: 'start', start: 'start' }[this.textAlign]
    const down = this.textBaseline === 'middle' ? Number(size) * middle : 0
    this.#add(`<text x="${short(x)}" y="${short(y + down)}" text-anchor="${anchor}" font-family="${escapeXml(family!)}" font-size="${size}"${weight
      ? ' font-weight="bold"' : ''} xml:space="preserve" ${paint('fill', this.fillStyle, this.globalAlpha)}${this.#transform()}>${escapeXml(text)}</text>`)
  }

  measureText(text: string): TextMetrics {
    return this.#measure(text, this.font)
  }

  drawImage(image: CanvasImageSource, ...numbers: number[]): void {
    const [sx, sy, sw, sh, dx, dy, dw, dh] = numbers as unknown as [number, number, number, number, number, number, number, number]
    const transform = this.#transform()
    const part: ImagePart = { source: [sx, sy, sw, sh], target: [dx, dy, dw, dh] }
    const pixels = this.#images.pixels(image)
    if (pixels) this.#add(`<g shape-rendering="crispEdges"${transform}>${cellPaths(pixels, part)}</g>`)
    else {
      this.#add(this.#images.address(image).then(({ href, width, height }) =>
        `<g${transform}><svg x="${short(dx)}" y="${short(dy)}" width="${short(dw)}" height="${short(dh)}" viewBox="${[sx, sy, sw, sh].map(short).join(' ')}" preserveAspectRatio="none">`
        + `<image width="${width}" height="${height}" preserveAspectRatio="none" style="image-rendering: pixelated" xlink:href="${href}"/></svg></g>`))
    }
  }

  #add(part: string | Promise<string>): void {
    this.#parts.push(part)
  }

  #rect([x, y, width, height]: readonly [number, number, number, number], style: string): void {
    this.#add(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" ${style}${this.#transform()}/>`)
  }

  #stroke(): string {
    return `${paint('stroke', this.strokeStyle, this.globalAlpha)} stroke-width="${short(this.lineWidth)}"`
  }

  #transform(): string {
    const [a, b, c, d, e, f] = this.#matrix
    return a === 1 && b === 0 && c === 0 && d === 1 && e === 0 && f === 0 ? '' : ` transform="matrix(${this.#matrix.map(short).join(' ')})"`
  }

  #turn([a, b, c, d, e, f]: Pen['matrix']): void {
    const [A, B, C, D, E, F] = this.#matrix
    this.#matrix = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F]
  }
}

function paint(name: 'fill' | 'stroke', style: Pen['fillStyle'], alpha: number): string {
  const colour = typeof style === 'string' ? parseColour(style) : null
  if (!colour) return `${name}="${typeof style === 'string' ? escapeXml(style) : 'none'}"`
  const opacity = colour.a * alpha
  const hex = [colour.r, colour.g, colour.b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')
  return `${name}="#${hex}"${opacity < 1 ? ` ${name}-opacity="${short(opacity)}"` : ''}`
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
