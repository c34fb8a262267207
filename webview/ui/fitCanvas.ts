/**
 * Gives a canvas a size in CSS pixels at the screen's resolution, and returns its context counting in CSS pixels; what is
 * painted stays where the size is the same.
 */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: { readonly width: number; readonly height: number }, ratio = devicePixelRatio): CanvasRenderingContext2D {
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth
    canvas.height = pixelHeight
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const context = canvas.getContext('2d')!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}
