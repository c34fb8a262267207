import { patchGrid, pictureTokens, type PatchConfig } from '../pictures/patchGrid.ts'
import type { Picture } from '../pictures/picture.ts'
import type { PictureEncoding } from '../pictures/pictureEncoding.ts'
import type { PreparedPicture } from '../pictures/preparePicture.ts'
import type { Size } from '../pictures/processorConfig.ts'

/** A picture as tokens: as many as the model made of a picture of that size, or makes now where there was none. */
export function lookAt(
  plan: { prepare(picture: Picture): PreparedPicture }, patches: PatchConfig, count: (picture: PreparedPicture) => Promise<number>,
): (picture: Picture) => Promise<PictureEncoding> {
  const counts = new Map<string, number>()
  return async (picture) => {
    const prepared = plan.prepare(picture)
    const key = `${String(prepared.width)} x ${String(prepared.height)}`
    const tokens = counts.get(key) ?? (await count(prepared))
    counts.set(key, tokens)
    const grid = patchGrid(tokens, prepared, prepared.box, patches)
    return {
      tokens: pictureTokens(tokens, grid, patches), segments: new Uint8Array(tokens), sources: new Uint8Array(tokens),
      picture: prepared, ...(grid && { patches: grid }),
    }
  }
}

/** A plain grey picture. */
export function greyPicture({ width, height }: Size): Picture {
  return { width, height, data: new Uint8Array(width * height * 4).fill(128) }
}
