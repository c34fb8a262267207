/** Device pixels a CSS pixel in exported pictures. */
export const pixelRatio = 2
