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
  for (let from = 0, to = 0; from < data.length; from += 4, to += channels) {
    if (channels === 1) raster[to] = (data[from]! * 19595 + data[from + 1]! * 38470 + data[from + 2]! * 7471 + 0x8000) >> 16
    else for (let channel = 0; channel < 3; channel++) raster[to + channel] = data[from + channel]!
  }
  return { width, height, channels, data: raster }
}
