/** The `count` largest weights of a row or column with their token indexes, largest first, ties in token order. */
export function strongest(
  weights: Float32Array,
  count: number,
  take: (token: number) => boolean = () => true,
): { readonly token: number; readonly weight: number }[] {
  const found: { token: number; weight: number }[] = []
  weights.forEach((weight, token) => {
    if (weight > 0 && take(token)) found.push({ token, weight })
  })
  return found.sort((a, b) => b.weight - a.weight).slice(0, Math.max(0, count))
}
