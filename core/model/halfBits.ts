const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** A number as the bits of a float16, rounded to the nearest, ties to even. */
export function halfBits(value: number): number {
  float[0] = value
  const all = bits[0]!
  const sign = (all >>> 16) & 0x8000
  const size = Math.abs(float[0])
  if (!(size < 65520)) return sign | (Number.isNaN(size) ? 0x7e00 : 0x7c00)
  const exponent = size < 2 ** -14 ? -14 : Math.floor(Math.log2(size))
  const unit = 2 ** (exponent - 10)
  // Below the smallest normal number the mantissa's top bit is not implied, so that adding carries over by itself.
  return sign | (((exponent + 14) << 10) + nearestEven(size / unit))
}

function nearestEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low
}
