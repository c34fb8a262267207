/** Weights as a tint over the patches, or as what is left in light when the rest is darkened. */
export const pictureModes = ['spotlight', 'tint'] as const
export type PictureMode = (typeof pictureModes)[number]

/** How the picture view draws. */
export interface PictureSettings {
  readonly mode: PictureMode
  /** How much of the picture the strongest tint hides, or the deepest dark, 0 to 1. */
  readonly strength: number
}

export const initialPictureSettings: PictureSettings = { mode: 'spotlight', strength: 0.75 }

/** Reads what an earlier page stored; whatever is not as it should be gets its first value. */
export function readPictureSettings({ mode, strength }: Readonly<Record<string, unknown>>): PictureSettings {
  return {
    mode: pictureModes.find((name) => name === mode) ?? initialPictureSettings.mode,
    strength: typeof strength === 'number' && strength >= 0 && strength <= 1 ? strength : initialPictureSettings.strength,
  }
}
