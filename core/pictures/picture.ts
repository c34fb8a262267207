/** A decoded picture: rows from the top, red, green, blue and alpha of each pixel, 0 to 255, not premultiplied. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray | Uint8Array
}

/** Rows from the top, `channels` bytes a pixel. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** A picture as red, green and blue, or as its luma alone; alpha is left out, as Pillow's `convert("RGB")` and `convert("L")` do. */
export function toRaster({ width, height, data }: Picture, channels: 1 | 3): Raster {
  const raster = new Uint8Array(width * height * channels)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red, green, blue] = [data[pixel * 4]!, data[pixel * 4 + 1]!, data[pixel * 4 + 2]!]
    if (channels === 1) raster[pixel] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
    else raster.set([red, green, blue], pixel * 3)
  }
  return { width, height, channels, data: raster }
}
