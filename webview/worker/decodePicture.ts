import { GazeError, type Picture } from '../../core/index.ts'
import { t } from '../l10n/translate.ts'

/** Of a picture, in all: four bytes each, and a model takes a few hundred along an edge. */
const mostPixels = 100 * 10 ** 6

/**
 * Decodes a picture's file: its own red, green, blue and alpha, neither converted to another colour space nor premultiplied,
 * turned as it says that it was taken. Throws a GazeError that names the file where it is none, or too large.
 */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Picture> {
  const bitmap = await bitmapOf(bytes, name)
  try {
    const { width, height } = bitmap
    if (width * height > mostPixels) {
      throw new GazeError(t('{0} has {1} x {2} pixels, more than can be taken here; open a smaller picture.', name, width, height))
    }
    const data = paintedPixels(bitmap)
    return { width, height, data: isOpaque(data) ? data : texturePixels(bitmap) ?? data }
  } finally {
    bitmap.close()
  }
}

async function bitmapOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
  } catch (cause) {
    throw new GazeError(t('{0} is no picture that can be decoded here; open a PNG, JPEG, GIF, WebP or BMP file that is whole.', name), 'input', { cause })
  }
}

/** Exact where nothing is transparent: a canvas keeps its colours premultiplied. */
function paintedPixels(bitmap: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })!
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

/** Read back from a texture, which keeps colours as they are under any alpha; undefined where there is no WebGL, or not for that size. */
function texturePixels(bitmap: ImageBitmap): Uint8ClampedArray | undefined {
  const { width, height } = bitmap
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl || Math.max(width, height) > Number(gl.getParameter(gl.MAX_TEXTURE_SIZE))) return undefined
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap)
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer())
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
  const data = new Uint8Array(width * height * 4)
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, data)
  const isRead = gl.getError() === gl.NO_ERROR
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return isRead ? new Uint8ClampedArray(data.buffer) : undefined
}
