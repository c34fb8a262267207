import { withPngText } from '../../core/index.ts'
import { toBase64 } from '../../protocol/base64.ts'
import { parseColour } from '../views/colour/colour.ts'
import type { Painter } from '../views/painter.ts'
import type { About } from './about.ts'
import { escapeXml } from './escapeXml.ts'
import { pixelRatio } from './pixelRatio.ts'
import { SvgPainter, type SvgImages } from './svgPainter.ts'

export interface Page {
  readonly width: number
  readonly height: number
  paint(painter: Painter): void
}

/** What browsers take for an edge and an area of a canvas. */
const longestEdge = 16_384
const largestArea = 2 ** 27
/** So many pixels become shapes, one run of equal ones each; larger pictures are embedded. */
const mostCells = 128 ** 2
/** Embedded pictures are made at least so large, that no reader may blur them. */
const sharpEdge = 2048

export function measureText(text: string, font: string): TextMetrics {
  const context = (measuring ??= new OffscreenCanvas(1, 1).getContext('2d')!)
  context.font = font
  return context.measureText(text)
}
let measuring: OffscreenCanvasRenderingContext2D | undefined

/** The page as a PNG of two device pixels a CSS pixel, or as many as a canvas can have, on an opaque background. */
export async function pngOf(page: Page, background: string, about: About): Promise<Uint8Array<ArrayBuffer>> {
  const ratio = Math.min(pixelRatio, longestEdge / Math.max(page.width, page.height), Math.sqrt(largestArea / (page.width * page.height)))
  const canvas = new OffscreenCanvas(Math.round(page.width * ratio), Math.round(page.height * ratio))
  const context = canvas.getContext('2d')!
  context.scale(ratio, ratio)
  // What is painted needs more of a context than a worker's canvas is typed to have, and no more than it has.
  page.paint(context as unknown as Painter)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha = 1
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = background
  context.fillRect(0, 0, canvas.width, canvas.height)
  const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  return withPngText(png, [['Software', about.generator], ['Title', about.title], ['Description', JSON.stringify(about)]])
}

/** The page as SVG 1.1, its text as text in the fonts that it names. */
export async function svgOf({ width, height, paint }: Page, background: string, about: About): Promise<string> {
  const painter = new SvgPainter(background, measureText, images)
  painter.fillStyle = background
  painter.fillRect(0, 0, width, height)
  paint(painter)
  const title = `${about.title}, ${about.view}, layer ${about.layer} head ${about.head}`
  const fields = Object.entries(about).map(([name, text]) => `<gaze:${name}>${escapeXml(text)}</gaze:${name}>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escapeXml(title)}</title>
<desc>${escapeXml(`${about.generator}; ${about.model} (${about.revision}); ${about.text}`)}</desc>
<metadata xmlns:gaze="urn:token-gaze:about">${fields.join('')}</metadata>
${await painter.elements()}
</svg>
`
}

const images: SvgImages = {
  pixels(image) {
    const canvas = image as OffscreenCanvas
    if (canvas.width * canvas.height > mostCells) return null
    return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  },
  async address(image) {
    const { width, height } = image as OffscreenCanvas
    const times = Math.max(1, Math.floor(sharpEdge / Math.max(width, height)))
    const large = new OffscreenCanvas(width * times, height * times)
    const context = large.getContext('2d')!
    context.imageSmoothingEnabled = false
    context.drawImage(image as OffscreenCanvas, 0, 0, large.width, large.height)
    const bytes = new Uint8Array(await (await large.convertToBlob({ type: 'image/png' })).arrayBuffer())
    return { href: `data:image/png;base64,${toBase64(bytes)}`, width, height }
  },
}

/** Opaque, for pictures that lie on any ground. */
export function groundOf(background: string): string {
  const colour = parseColour(background)
  return colour && colour.a > 0 ? `rgb(${[colour.r, colour.g, colour.b].map(Math.round).join(', ')})` : background
}
