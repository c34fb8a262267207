import { fromBase64 } from '../../../protocol/base64.ts'
import type { PictureSource } from '../../../protocol/picture.ts'

/** A picture to be painted, at most so large as screens show; `width` and `height` are the file's own pixels. */
export interface PictureImage {
  readonly width: number
  readonly height: number
  readonly pixels: OffscreenCanvas
}

/** Pixels along an edge: sharp on a wide tab with two pixels a CSS pixel, and 10 MB at most. */
const longestEdge = 1600
const most = 4
const known = new Map<string, Promise<PictureImage>>()

/** Whether two are the same file at the same address: a state comes anew with every change. */
export function samePicture(a: PictureSource, b: PictureSource): boolean {
  return a.uri === b.uri && a.bytes === b.bytes
}

/** Reads and decodes a picture, once for the same address and length; rejects where it is none. */
export function pictureImage(source: PictureSource): Promise<PictureImage> {
  const key = `${source.uri}\n${source.bytes}`
  const before = known.get(key)
  if (before) return before
  const reading = read(source.uri)
  reading.catch(() => known.delete(key))
  known.set(key, reading)
  for (const oldest of known.keys()) if (known.size > most) known.delete(oldest)
  return reading
}

/** The bytes of a picture's file, from an address or out of a data address; rejects where they cannot be had. */
export async function pictureBlob(uri: string): Promise<Blob> {
  const [, type, base64] = /^data:([^;,]*);base64,(.*)$/s.exec(uri) ?? []
  if (base64 !== undefined) return new Blob([fromBase64(base64) ?? new Uint8Array()], { type: type ?? '' })
  const response = await fetch(uri)
  if (!response.ok) throw new Error(String(response.status))
  return response.blob()
}

async function read(uri: string): Promise<PictureImage> {
  const bitmap = await createImageBitmap(await pictureBlob(uri))
  const { width, height } = bitmap
  const scale = Math.min(1, longestEdge / Math.max(width, height))
  const pixels = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const context = pixels.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, pixels.width, pixels.height)
  bitmap.close()
  return { width, height, pixels }
}
